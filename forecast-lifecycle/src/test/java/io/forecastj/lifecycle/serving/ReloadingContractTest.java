package io.forecastj.lifecycle.serving;

import io.forecastj.Baselines;
import io.forecastj.ColumnRole;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.linear.Linear;
import io.forecastj.store.ModelStore;
import io.forecastj.store.Publication;
import io.forecastj.store.StoredModel;
import io.forecastj.testkit.PredictorContract;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;

/** A predictor that follows an alias keeps the promises of a predictor, before and after a reload. */
class ReloadingContractTest {
    private static TimeSeries walk(int rows) {
        Random random = new Random(11);
        TimeSeries.Builder series = TimeSeries.builder("y", "x").sampling(Sampling.daily());
        double value = 100;
        for (int i = 0; i < rows; i++) {
            series.add(Instant.EPOCH.plusSeconds(86_400L * i), value, random.nextDouble());
            value += random.nextGaussian();
        }
        return series.build();
    }

    private static ReloadingPredictor following(Predictor... versions) {
        StoredModel model = ModelStore.builder(new HeapStorage()).open().model("m");
        ReloadingPredictor serving = null;
        for (Predictor version : versions) {
            try (version) {
                model.publish(version, Publication.none().promoteTo("live"));
            }
            if (serving == null) {
                serving = ReloadingPredictor.follow(model, "live").open();
            } else if (serving.refresh().outcome() != Reload.Outcome.RELOADED) {
                throw new IllegalStateException(String.valueOf(serving.lastFailure()));
            }
        }
        if (serving == null) {
            throw new IllegalArgumentException("no version");
        }
        return serving;
    }

    private abstract static class Following extends PredictorContract {
        @Override
        protected TimeSeries series() {
            return walk(120);
        }

        @Override
        protected Optional<Predictor> otherModel() {
            return Optional.of(following(Baselines.drift("y", 3).fit(walk(30))));
        }
    }

    @Nested
    class OfABaseline extends Following {
        @Override
        protected Predictor fit() {
            return following(Baselines.naive("y", 3).fit(walk(100)));
        }
    }

    @Nested
    class AfterAReload extends Following {
        @Override
        protected Predictor fit() {
            return following(
                    Linear.forecaster()
                            .column("y")
                            .lookback(20)
                            .horizon(3)
                            .build()
                            .fit(walk(100)),
                    Linear.forecaster()
                            .column("y")
                            .lookback(12)
                            .horizon(3)
                            .build()
                            .fit(walk(90)));
        }
    }

    @Nested
    class OfAnAdaptivePredictor extends Following {
        @Override
        protected Predictor fit() {
            return following(Conformal.adaptive(
                            Linear.forecaster()
                                    .column("y")
                                    .lookback(6)
                                    .horizon(3)
                                    .build(),
                            0.8)
                    .fit(walk(100)));
        }
    }

    @Nested
    class WithAKnownFuture extends Following {
        @Override
        protected Predictor fit() {
            return following(new NumberedPredictor(NumberedPredictor.info(7, 3)
                    .column("y", ColumnRole.TARGET)
                    .column("x", ColumnRole.KNOWN_FUTURE)
                    .requiredHistory(5)
                    .build()));
        }
    }
}
