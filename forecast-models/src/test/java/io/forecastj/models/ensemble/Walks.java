package io.forecastj.models.ensemble;

import io.forecastj.Baselines;
import io.forecastj.Forecaster;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.lightgbm.RandomForest;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Strategy;
import java.time.Instant;
import java.util.Random;

/** Series and members for the tests. */
final class Walks {
    static final int HORIZON = 3;

    private Walks() {}

    /** Hours with a daily pattern, a column that is known ahead, and noise. */
    static TimeSeries hours(long seed, int rows) {
        return hours("walk " + seed, seed, rows, rows, 0);
    }

    /** The same rows, but every value from a row on is another. */
    static TimeSeries hours(String id, long seed, int rows, int poisonedFrom, double poison) {
        Random random = new Random(seed);
        TimeSeries.Builder series =
                TimeSeries.builder("load", "temperature").id(id).sampling(Sampling.hourly());
        double level = 100;
        for (int i = 0; i < rows; i++) {
            double temperature = 10 + 5 * Math.sin(i / 24.0 * 2 * Math.PI) + random.nextGaussian();
            level += 0.3 * random.nextGaussian();
            double load = level - 2 * temperature + random.nextGaussian();
            series.add(
                    Instant.EPOCH.plusSeconds(3600L * i),
                    i < poisonedFrom ? load : poison,
                    i < poisonedFrom ? temperature : poison);
        }
        return series.build();
    }

    static Forecaster linear() {
        return Linear.forecaster().column("load").lookback(10).horizon(HORIZON).build();
    }

    static Forecaster naive() {
        return Baselines.naive("load", HORIZON);
    }

    static Forecaster seasonal() {
        return Baselines.seasonalNaive("load", HORIZON, 24);
    }

    static Forecaster withKnownFuture() {
        return Regression.forecaster()
                .regressor(Linear.regressor(1.0))
                .target(Target.difference("load", 1))
                .features(FeaturePipeline.of(Features.difference("load", 1), Features.lag("temperature", 1)))
                .knownFuture("temperature")
                .strategy(Strategy.RECURSIVE)
                .horizon(HORIZON)
                .build();
    }

    /** A forest of classes; other seeds make other ones. */
    static Forecaster classes(int seed) {
        return RandomForest.forecaster(
                        RandomForest.parameters().trees(5).seed(seed).build())
                .name("forest " + seed)
                .target(Target.direction("load", 0.01))
                .features(FeaturePipeline.of(Features.difference("load", 1), Features.lag("temperature", 1)))
                .strategy(Strategy.DIRECT)
                .horizon(HORIZON)
                .build();
    }
}
