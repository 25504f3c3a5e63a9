package io.forecastj.lifecycle.trial;

import io.forecastj.Baselines;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.testkit.PredictorContract;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** The promises of predictors, kept by splits and by predictors with shadows. */
class TrialContractTest {
    private static final int HORIZON = 3;

    abstract static class OnNoise extends PredictorContract {
        @Override
        protected TimeSeries series() {
            return TrialSeries.daily("store-1", new Random(11).doubles(90).toArray());
        }

        Predictor drift() {
            return Baselines.drift("y", HORIZON).fit(series());
        }

        Predictor seasonal() {
            return Baselines.seasonalNaive("y", HORIZON, 7).fit(series());
        }
    }

    @Nested
    class ASplitServingTheShortArm extends OnNoise {
        @Override
        protected Predictor fit() {
            return SplitPredictor.builder("e")
                    .arm("a", drift(), 1)
                    .arm("b", seasonal(), 0)
                    .build();
        }

        @Override
        protected Optional<Predictor> otherModel() {
            return Optional.of(SplitPredictor.builder("e")
                    .arm("a", seasonal(), 1)
                    .arm("b", seasonal(), 0)
                    .build());
        }
    }

    @Nested
    class ASplitServingTheLongArm extends OnNoise {
        @Override
        protected Predictor fit() {
            return SplitPredictor.builder("e")
                    .arm("a", drift(), 0)
                    .arm("b", seasonal(), 1)
                    .recorder((model, forecast) -> {
                        throw new IllegalStateException("no recorder");
                    })
                    .build();
        }
    }

    @Nested
    class ShadowsOnTheCallersThread extends OnNoise {
        @Override
        protected Predictor fit() {
            return ShadowPredictor.builder("a", drift(), (model, forecast) -> {})
                    .shadow("b", seasonal())
                    .build();
        }

        @Override
        protected Optional<Predictor> otherModel() {
            return Optional.of(ShadowPredictor.builder("a", seasonal(), (model, forecast) -> {})
                    .shadow("b", seasonal())
                    .build());
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class ShadowsOnAnExecutor extends OnNoise {
        private final ExecutorService threads = Executors.newFixedThreadPool(2);

        @AfterAll
        void end() {
            threads.shutdownNow();
        }

        @Override
        protected Predictor fit() {
            return ShadowPredictor.builder("a", seasonal(), (model, forecast) -> {})
                    .shadow("b", drift())
                    .executor(threads)
                    .maxInFlight(2)
                    .build();
        }
    }
}
