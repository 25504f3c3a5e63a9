package io.forecastj.cache;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.forecastj.Baselines;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.linear.Linear;
import io.forecastj.testkit.PredictorContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** Caches and batches keep the promises of a predictor. */
class WrapperContractTest {
    private static Predictor linear() {
        return Linear.forecaster().column("y").lookback(12).horizon(3).build().fit(Crowd.walk("a", 100, 1));
    }

    private abstract static class Wrapped extends PredictorContract {
        abstract Predictor wrap(Predictor predictor);

        /** Fits the predictor to be wrapped, which is also the one that is saved. */
        Predictor inside() {
            return linear();
        }

        @Override
        protected Predictor fit() {
            return wrap(inside());
        }

        @Override
        protected Predictor saveAndLoad(Predictor original, Path directory) throws IOException {
            assumeTrue(!original.info().kind().equals("sum"), "the predictor of the test is not saved");
            try (Predictor inside = inside()) {
                Predictors.save(inside, directory);
            }
            return wrap(Predictors.load(directory));
        }

        @Override
        protected TimeSeries series() {
            return Crowd.walk("a", 120, 1);
        }

        @Override
        protected Optional<Predictor> otherModel() {
            return Optional.of(wrap(Baselines.drift("y", 3).fit(Crowd.walk("a", 30, 1))));
        }
    }

    private abstract static class Cached extends Wrapped {
        @Override
        Predictor wrap(Predictor predictor) {
            return Caching.predictor(predictor, "maximumSize=1000");
        }
    }

    private abstract static class Batched extends Wrapped {
        @Override
        Predictor wrap(Predictor predictor) {
            return Batching.predictor(predictor).parallelRuns(1).build();
        }
    }

    @Nested
    class CachedLinear extends Cached {}

    @Nested
    class CachedAdaptive extends Cached {
        @Override
        Predictor inside() {
            return adaptive();
        }
    }

    @Nested
    class CachedKnownFuture extends Cached {
        @Override
        Predictor inside() {
            return new SumPredictor(2, true, 5);
        }
    }

    @Nested
    class BatchedLinear extends Batched {}

    @Nested
    class BatchedAdaptive extends Batched {
        @Override
        Predictor inside() {
            return adaptive();
        }
    }

    @Nested
    class BatchedKnownFuture extends Batched {
        @Override
        Predictor inside() {
            return new SumPredictor(2, true, 5);
        }
    }

    @Nested
    class CachedBatches extends Cached {
        @Override
        Predictor inside() {
            return linear();
        }

        @Override
        Predictor wrap(Predictor predictor) {
            return super.wrap(Batching.predictor(predictor).build());
        }
    }

    private static Predictor adaptive() {
        return Conformal.adaptive(
                        Linear.forecaster().column("y").lookback(6).horizon(3).build(), 0.8)
                .fit(Crowd.walk("a", 100, 1));
    }
}
