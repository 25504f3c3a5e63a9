package io.forecastj.models.statistical;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import io.forecastj.testkit.PredictorContract;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;

/** Statistical predictors keep the promises of a predictor, on rows after training and in the middle of it. */
class StatisticalContractTest {
    private static final int ROWS = 120;

    private abstract static class Saved extends PredictorContract {
        abstract Forecaster forecaster();

        /** The number of last rows that training does not see. */
        int later() {
            return 30;
        }

        @Override
        protected Predictor fit() {
            return forecaster().fit(series().head(ROWS - later()));
        }

        @Override
        protected TimeSeries series() {
            return monthly(3);
        }

        @Override
        protected Optional<Predictor> otherModel() {
            return Optional.of(forecaster().fit(monthly(4).head(ROWS - later())));
        }

        @Override
        protected Predictor saveAndLoad(Predictor original, Path directory) {
            Predictors.save(original, directory);
            return Predictors.load(directory);
        }
    }

    /** Positive values with a trend and a season of twelve. */
    static TimeSeries monthly(long seed) {
        Random random = new Random(seed);
        double[] values = new double[ROWS];
        double level = 200;
        for (int t = 0; t < ROWS; t++) {
            level += 0.7 + 3 * random.nextGaussian();
            values[t] = level * (1 + 0.2 * Math.sin(2 * Math.PI * t / 12)) + 2 * random.nextGaussian();
        }
        return TimeSeries.of("y", Instant.parse("2010-01-01T00:00:00Z"), Sampling.monthly(), values);
    }

    @Nested
    class MeanOfFour extends Saved {
        @Override
        Forecaster forecaster() {
            return WindowMean.forecaster().column("y").horizon(14).window(4).build();
        }
    }

    @Nested
    class SeasonalMean extends Saved {
        @Override
        Forecaster forecaster() {
            return WindowMean.forecaster()
                    .column("y")
                    .horizon(14)
                    .window(3)
                    .seasonal()
                    .build();
        }
    }

    @Nested
    class MeanWhoseTrainingEndsAfterTheHistory extends SeasonalMean {
        @Override
        int later() {
            return 0;
        }
    }

    @Nested
    class StandardTheta extends Saved {
        @Override
        Forecaster forecaster() {
            return Theta.forecaster().column("y").horizon(14).build();
        }
    }

    @Nested
    class DynamicTheta extends Saved {
        @Override
        Forecaster forecaster() {
            return Theta.forecaster().column("y").horizon(14).dynamicOptimised().build();
        }
    }

    @Nested
    class HoltWintersOfTwoSeasons extends Saved {
        @Override
        Forecaster forecaster() {
            return HoltWinters.forecaster()
                    .column("y")
                    .horizon(14)
                    .seasons(4, 12)
                    .multiplicative()
                    .build();
        }
    }

    @Nested
    class AutomaticArima extends Saved {
        @Override
        Forecaster forecaster() {
            return Arima.forecaster().column("y").horizon(14).build();
        }
    }

    @Nested
    class ArimaWithARegressor extends Saved {
        @Override
        Forecaster forecaster() {
            return Arima.forecaster()
                    .column("y")
                    .horizon(5)
                    .order(1, 1, 1)
                    .seasonalOrder(0, 1, 1)
                    .regressors("price")
                    .build();
        }

        @Override
        protected TimeSeries series() {
            return monthly(3).with("price", row -> Math.cos(row.timestamp()));
        }

        @Override
        protected Optional<Predictor> otherModel() {
            TimeSeries other = monthly(4).with("price", row -> Math.cos(row.timestamp()));
            return Optional.of(forecaster().fit(other.head(ROWS - later())));
        }
    }

    @Nested
    class AutomaticEts extends Saved {
        @Override
        Forecaster forecaster() {
            return Ets.forecaster().column("y").horizon(14).build();
        }
    }

    @Nested
    class MultiplicativeEts extends Saved {
        @Override
        Forecaster forecaster() {
            return Ets.forecaster().column("y").horizon(14).form("MAdM").build();
        }
    }

    @Nested
    class TrigonometricSeasons extends Saved {
        @Override
        Forecaster forecaster() {
            return Trigonometric.forecaster()
                    .column("y")
                    .horizon(14)
                    .seasons(4.5, 12)
                    .build();
        }
    }

    @Nested
    class ComplexSmoothing extends Saved {
        @Override
        Forecaster forecaster() {
            return Ces.forecaster().column("y").horizon(14).build();
        }
    }

    @Nested
    class DemandBySyntetosAndBoylan extends Saved {
        @Override
        Forecaster forecaster() {
            return Croston.forecaster().column("y").horizon(14).build();
        }
    }

    @Nested
    class DemandByBlocks extends Saved {
        @Override
        Forecaster forecaster() {
            return Croston.forecaster().column("y").horizon(14).blocks().build();
        }
    }
}
