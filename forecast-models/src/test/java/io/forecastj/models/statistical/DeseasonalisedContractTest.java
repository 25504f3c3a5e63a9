package io.forecastj.models.statistical;

import io.forecastj.Baselines;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Strategy;
import io.forecastj.testkit.PredictorContract;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;

/** Forecasters of series without their seasons keep the promises of a predictor, around any member. */
class DeseasonalisedContractTest {
    private static final int ROWS = 150;

    private abstract static class Saved extends PredictorContract {
        abstract Forecaster forecaster();

        /** The number of last rows that training does not see. */
        int later() {
            return 30;
        }

        /** The id of the series that training sees; forecasts are of the series with the id "y". */
        String trained() {
            return "y";
        }

        @Override
        protected Predictor fit() {
            return fit(3);
        }

        private Predictor fit(long seed) {
            TimeSeries training = hourly(seed).head(ROWS - later());
            return forecaster().fit(training.toBuilder().id(trained()).build());
        }

        @Override
        protected TimeSeries series() {
            return hourly(3);
        }

        @Override
        protected Optional<Predictor> otherModel() {
            return Optional.of(fit(4));
        }

        @Override
        protected Predictor saveAndLoad(Predictor original, Path directory) {
            Predictors.save(original, directory);
            return Predictors.load(directory);
        }
    }

    /** Positive hourly values with seasons of 6 and 24 hours, and the temperature that drives them in part. */
    static TimeSeries hourly(long seed) {
        Random random = new Random(seed);
        TimeSeries.Builder series =
                TimeSeries.builder("load", "temperature").id("y").sampling(Sampling.hourly());
        double level = 200;
        for (int t = 0; t < ROWS; t++) {
            level += random.nextGaussian();
            double temperature = 10 + random.nextGaussian();
            double season = 1 + 0.1 * Math.sin(2 * Math.PI * t / 24) + 0.05 * Math.cos(2 * Math.PI * t / 6);
            series.add(
                    Instant.parse("2024-03-01T00:00:00Z").toEpochMilli() + t * 3_600_000L,
                    new double[] {level * season + 2 * temperature + random.nextGaussian(), temperature});
        }
        return series.build();
    }

    private static Forecaster linear() {
        return Linear.forecaster().column("load").lookback(5).horizon(14).build();
    }

    @Nested
    class LinearWithTheUsualSeason extends Saved {
        @Override
        Forecaster forecaster() {
            return Deseasonalised.forecaster(linear()).build();
        }
    }

    @Nested
    class LinearWithTwoSeasonsThatRefusesOtherSeries extends Saved {
        @Override
        Forecaster forecaster() {
            return Deseasonalised.forecaster(linear())
                    .seasons(6, 24)
                    .multiplicative()
                    .unseen(UnseenSeries.REFUSE)
                    .build();
        }
    }

    @Nested
    class DriftWithIntervals extends Saved {
        @Override
        Forecaster forecaster() {
            return Deseasonalised.forecaster(Baselines.drift("load", 3))
                    .seasons(6, 24)
                    .build();
        }
    }

    @Nested
    class DriftWhoseTrainingEndsAfterTheHistory extends DriftWithIntervals {
        @Override
        int later() {
            return 0;
        }
    }

    @Nested
    class DriftOfAnUnseenSeries extends DriftWithIntervals {
        @Override
        String trained() {
            return "other";
        }
    }

    @Nested
    class StatisticalMember extends Saved {
        @Override
        Forecaster forecaster() {
            return Deseasonalised.forecaster(WindowMean.forecaster()
                            .column("load")
                            .horizon(5)
                            .window(3)
                            .build())
                    .seasons(6, 24)
                    .build();
        }
    }

    @Nested
    class StatisticalMemberOfAnUnseenSeries extends StatisticalMember {
        @Override
        String trained() {
            return "other";
        }
    }

    @Nested
    class RegressionWithKnownFuture extends Saved {
        @Override
        Forecaster forecaster() {
            return Deseasonalised.forecaster(Regression.forecaster()
                            .target(Target.difference("load", 1))
                            .knownFuture("temperature")
                            .features(
                                    FeaturePipeline.of(Features.difference("load", 1), Features.lag("temperature", 1)))
                            .regressor(Linear.regressor(1.0))
                            .strategy(Strategy.RECURSIVE)
                            .horizon(4)
                            .build())
                    .seasons(24)
                    .build();
        }
    }

    @Nested
    class RegressionWithKnownFutureOfAnUnseenSeries extends RegressionWithKnownFuture {
        @Override
        String trained() {
            return "other";
        }
    }
}
