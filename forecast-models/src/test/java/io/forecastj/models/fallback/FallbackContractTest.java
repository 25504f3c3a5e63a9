package io.forecastj.models.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.ForecastStatus;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import io.forecastj.models.linear.Linear;
import io.forecastj.testkit.PredictorContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Predictors with fallbacks keep the promises of a predictor. */
class FallbackContractTest {
    private static TimeSeries walk(int rows) {
        Random random = new Random(11);
        double[] values = new double[rows];
        double value = 100;
        for (int i = 0; i < rows; i++) {
            values[i] = value;
            value += random.nextGaussian();
        }
        return TimeSeries.of("close", Instant.parse("2020-01-01T00:00:00Z"), Sampling.daily(), values);
    }

    private static Predictor linear() {
        return Linear.forecaster()
                .column("close")
                .lookback(20)
                .horizon(4)
                .build()
                .fit(walk(180));
    }

    private static Predictor naive() {
        return Baselines.naive("close", 4).fit(walk(180));
    }

    private static Predictor drift() {
        return Baselines.drift("close", 4).fit(walk(180));
    }

    private abstract static class Saved extends PredictorContract {
        @Override
        protected Optional<Predictor> otherModel() {
            return Optional.of(Predictors.withFallback(linear(), naive(), drift()));
        }

        @Override
        protected TimeSeries series() {
            return walk(200);
        }

        @Override
        protected Predictor saveAndLoad(Predictor original, Path directory) {
            Predictors.save(original, directory);
            return Predictors.load(directory);
        }
    }

    @Nested
    class OnTheCallersThread extends Saved {
        @Override
        protected Predictor fit() {
            return Predictors.withFallback(linear(), drift(), naive());
        }
    }

    @Nested
    class WithADeadline extends Saved {
        @Override
        protected Predictor fit() {
            return FallbackPredictor.builder(linear(), naive())
                    .deadline(Duration.ofSeconds(20))
                    .build();
        }
    }

    @Nested
    class Nesting extends Saved {
        @Override
        protected Predictor fit() {
            return Predictors.withFallback(Predictors.withFallback(naive(), drift()), drift());
        }
    }

    @Nested
    class RefusingDegraded extends Saved {
        @Override
        protected Predictor fit() {
            return FallbackPredictor.builder(linear(), naive())
                    .refuseDegraded()
                    .failureThreshold(2)
                    .openFor(Duration.ofMinutes(1))
                    .build();
        }
    }

    @Test
    void settingsAndMembersAreSavedAndADescriptionThatDoesNotFitIsRefused(@TempDir Path folder) {
        try (FallbackPredictor original = FallbackPredictor.builder(linear(), naive())
                .deadline(Duration.ofMillis(1_500))
                .maxConcurrentCalls(3)
                .failureThreshold(7)
                .openFor(Duration.ofSeconds(9))
                .refuseDegraded()
                .answerShortHistories()
                .build()) {
            Predictors.save(original, folder.resolve("model"));
            try (Predictor loaded = Predictors.load(folder.resolve("model"))) {
                assertThat(loaded).isInstanceOf(FallbackPredictor.class);
                assertThat(loaded.info()).isEqualTo(original.info());
                assertThat(((FallbackPredictor) loaded).members().stream().map(Predictor::info))
                        .containsExactlyElementsOf(
                                original.members().stream().map(Predictor::info).toList());
                assertThat(loaded.predict(walk(10)).status()).isEqualTo(ForecastStatus.FALLBACK);
            }
            assertThatThrownBy(() -> FallbackPredictor.of(original.info(), List.of(naive(), linear())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("does not fit the members");
            assertThatThrownBy(() -> FallbackPredictor.of(original.info(), List.of(naive())))
                    .hasMessageContaining("at least two members");
            assertThatThrownBy(() -> FallbackPredictor.of(naive().info(), List.of(naive(), naive())))
                    .hasMessageContaining("the parameter 'deadline' is missing");
        }
    }

    @Test
    void aMemberThatCannotBeSavedIsNamed(@TempDir Path folder) {
        try (FallbackPredictor predictor = Predictors.withFallback(new Scripted("a", 1), new Scripted("b", 2))) {
            assertThatThrownBy(() -> Predictors.save(predictor, folder.resolve("model")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'scripted'");
        }
    }
}
