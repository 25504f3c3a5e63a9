package io.forecastj.models.linear;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import io.forecastj.testkit.ForecasterContract;
import io.forecastj.testkit.PredictorContract;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;

/** Forecasters with weights for each series keep the promises of a predictor, for known and unknown series. */
class PanelContractTest {
    private abstract static class Saved extends PredictorContract {
        abstract Forecaster forecaster();

        /** The id of the series that is forecast; training has the ids s0 to s3. */
        abstract String id();

        @Override
        protected Predictor fit() {
            return forecaster().fit(training(new Random(1), 0));
        }

        @Override
        protected Optional<Predictor> otherModel() {
            return Optional.of(forecaster().fit(training(new Random(2), 0.01)));
        }

        private static List<TimeSeries> training(Random random, double noise) {
            return Panels.panel(4, 150).stream()
                    .map(one -> Panels.series(
                            one.id(),
                            Arrays.stream(one.values("y"))
                                    .map(y -> y * Math.exp(noise * random.nextGaussian()))
                                    .toArray()))
                    .toList();
        }

        @Override
        protected TimeSeries series() {
            return Panels.series(id(), Panels.seasonal(101, 200));
        }

        @Override
        protected Predictor saveAndLoad(Predictor original, Path directory) {
            Predictors.save(original, directory);
            return Predictors.load(directory);
        }
    }

    private static Forecaster pooled() {
        return PooledLinear.forecaster()
                .column("y")
                .lookback(14)
                .horizon(5)
                .centreRows(3)
                .build();
    }

    private static Forecaster autoregression() {
        return Autoregression.forecaster().column("y").horizon(5).seasons(7).build();
    }

    private static Forecaster robust() {
        return Linear.forecaster().column("y").lookback(14).horizon(5).robust(2).build();
    }

    @Nested
    class PooledLinearOfAKnownSeries extends Saved {
        @Override
        Forecaster forecaster() {
            return pooled();
        }

        @Override
        String id() {
            return "s1";
        }
    }

    @Nested
    class PooledLinearOfAnUnknownSeries extends Saved {
        @Override
        Forecaster forecaster() {
            return pooled();
        }

        @Override
        String id() {
            return "new";
        }
    }

    @Nested
    class AutoregressionOfAKnownSeries extends Saved {
        @Override
        Forecaster forecaster() {
            return autoregression();
        }

        @Override
        String id() {
            return "s1";
        }
    }

    @Nested
    class AutoregressionOfAnUnknownSeries extends Saved {
        @Override
        Forecaster forecaster() {
            return autoregression();
        }

        @Override
        String id() {
            return "new";
        }
    }

    @Nested
    class RobustLinear extends Saved {
        @Override
        Forecaster forecaster() {
            return robust();
        }

        @Override
        String id() {
            return "s1";
        }
    }

    private abstract static class OfOneSeries extends ForecasterContract {
        @Override
        protected TimeSeries series() {
            return Panels.series("s1", Panels.seasonal(101, 200));
        }
    }

    @Nested
    class PooledLinearForecaster extends OfOneSeries {
        @Override
        protected Forecaster forecaster() {
            return pooled();
        }
    }

    @Nested
    class AutoregressionForecasters extends OfOneSeries {
        @Override
        protected Forecaster forecaster() {
            return autoregression();
        }
    }

    @Nested
    class RobustLinearForecaster extends OfOneSeries {
        @Override
        protected Forecaster forecaster() {
            return robust();
        }
    }
}
