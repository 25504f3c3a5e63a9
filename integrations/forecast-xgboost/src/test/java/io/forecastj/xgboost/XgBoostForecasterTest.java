package io.forecastj.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Strategy;
import io.forecastj.models.xgboost.XgBoost;
import io.forecastj.testkit.ForecasterContract;
import io.forecastj.testkit.PredictorContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forecasters from series to saved predictors. */
class XgBoostForecasterTest {
    private static final FeaturePipeline FEATURES =
            FeaturePipeline.of(List.of(Features.lag("y", 1), Features.lag("y", 24), Features.parse("mean(y,5)")));

    /** Returns hours with a daily season and noise. */
    static TimeSeries hours(int seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        TimeSeries.Builder rows = TimeSeries.builder("y").sampling(Sampling.fixed(Duration.ofHours(1)));
        for (int i = 0; i < length; i++) {
            rows.add(
                    Instant.ofEpochSecond(3_600L * i),
                    10 + 3 * Math.sin(i * Math.PI / 12) + 0.3 * random.nextGaussian());
        }
        return rows.build();
    }

    private static Regression.Builder small() {
        return XgBoost.forecaster(ExampleRows.small().build())
                .features(FEATURES)
                .horizon(3);
    }

    static Forecaster forecaster() {
        return XgBoost.forecaster()
                .target(Target.difference("y", 24))
                .features(FEATURES)
                .horizon(6)
                .build();
    }

    @Test
    void forecastsASeasonWithDefaults() {
        TimeSeries series = hours(1, 600);
        try (Predictor predictor = forecaster().fit(series.head(540))) {
            double error = 0;
            for (int origin = 540; origin < 594; origin++) {
                Forecast forecast = predictor.predict(series.head(origin));
                for (int step = 1; step <= 6; step++) {
                    error += Math.abs(forecast.point(step) - series.value(origin + step - 1, 0)) / (54 * 6);
                }
            }
            assertThat(error).isLessThan(0.5);
            assertThat(predictor.info().kind()).isNotBlank();
            assertThat(predictor.info().name()).isEqualTo("xgboost");
            assertThat(predictor.info().libraries()).containsEntry("xgboost4j", "3.4.0");
            assertThat(predictor.info().seed()).isEqualTo(1);
        }
    }

    @Test
    void quantilesAreInOrderAndClassesAddUp() {
        TimeSeries series = hours(2, 400);
        try (Predictor predictor = small().target(Target.level("y"))
                .strategy(Strategy.DIRECT)
                .quantiles(0.1, 0.5, 0.9)
                .build()
                .fit(series)) {
            Forecast forecast = predictor.predict(series);
            for (int step = 1; step <= 3; step++) {
                assertThat(forecast.quantile(step, 0.1)).isLessThan(forecast.quantile(step, 0.5));
                assertThat(forecast.quantile(step, 0.5))
                        .isLessThan(forecast.quantile(step, 0.9))
                        .isEqualTo(forecast.point(step));
            }
        }
        try (Predictor predictor = small().target(Target.direction("y", 0.01))
                .strategy(Strategy.DIRECT)
                .build()
                .fit(series)) {
            Forecast forecast = predictor.predict(series);
            for (int step = 1; step <= 3; step++) {
                assertThat(forecast.probabilities(step).values().stream()
                                .mapToDouble(one -> one)
                                .sum())
                        .isEqualTo(1, within(1e-6));
            }
        }
    }

    @Test
    void aSavedPredictorForecastsTheSameInAProcessWithoutTheTrainer(@TempDir Path folder) throws Exception {
        TimeSeries series = hours(3, 400);
        String expected;
        try (Predictor predictor = forecaster().fit(series)) {
            expected = Arrays.toString(predictor.predict(series).points());
            Predictors.save(predictor, folder.resolve("saved"));
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).anyMatch(name -> name.endsWith(".xgb"));
        }
        String output = ChildJvm.withoutTrainer(
                WithoutTrainer.class, folder.resolve("saved").toString());
        assertThat(output.lines())
                .containsExactly(
                        "points " + expected,
                        "io.forecastj.ForecastException: training an XGBoost model needs XGBoost's library, which"
                                + " is not on the class path: add io.forecastj:forecast-xgboost of the version of"
                                + " forecast-models",
                        "libraries {}");
    }

    /** The child process: forecasts by a saved predictor and tries to train. */
    static final class WithoutTrainer {
        private WithoutTrainer() {}

        public static void main(String[] arguments) {
            try (Predictor predictor = Predictors.load(Path.of(arguments[0]))) {
                System.out.println("points "
                        + Arrays.toString(predictor.predict(hours(3, 400)).points()));
            }
            try {
                forecaster().fit(hours(3, 400));
            } catch (RuntimeException e) {
                System.out.println(e);
            }
            System.out.println("libraries "
                    + XgBoost.regressor(XgBoost.parameters().build()).libraries());
        }
    }

    private abstract static class Saved extends PredictorContract {
        abstract Forecaster recipe();

        @Override
        protected Predictor fit() {
            return recipe().fit(series().head(series().length() - 20));
        }

        @Override
        protected Optional<Predictor> otherModel() {
            return Optional.of(recipe().fit(hours(99, 400)));
        }

        @Override
        protected TimeSeries series() {
            return hours(5, 400);
        }

        @Override
        protected Predictor saveAndLoad(Predictor original, Path directory) {
            Predictors.save(original, directory);
            return Predictors.load(directory);
        }
    }

    @Nested
    class Recursive extends Saved {
        @Override
        Forecaster recipe() {
            return small().target(Target.difference("y", 1)).validation(0.2).build();
        }
    }

    @Nested
    class DirectQuantiles extends Saved {
        @Override
        Forecaster recipe() {
            return small().target(Target.level("y"))
                    .strategy(Strategy.DIRECT)
                    .quantiles(0.1, 0.5, 0.9)
                    .build();
        }
    }

    @Nested
    class DirectClasses extends Saved {
        @Override
        Forecaster recipe() {
            return small().target(Target.direction("y", 0.01))
                    .strategy(Strategy.DIRECT_SHARED)
                    .build();
        }
    }

    @Nested
    class Recipe extends ForecasterContract {
        @Override
        protected Forecaster forecaster() {
            return small().target(Target.difference("y", 1)).build();
        }

        @Override
        protected TimeSeries series() {
            return hours(7, 300);
        }

        @Override
        protected boolean preparedFitsKnowEarlierRows() {
            return true;
        }
    }
}
