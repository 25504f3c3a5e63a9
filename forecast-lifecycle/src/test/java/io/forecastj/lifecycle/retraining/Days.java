package io.forecastj.lifecycle.retraining;

import io.forecastj.Baselines;
import io.forecastj.Forecaster;
import io.forecastj.TimeSeries;
import io.forecastj.models.linear.Linear;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Made-up daily series, and forecasters of them. */
final class Days {
    static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
    private static final long DAY = 86_400_000L;

    private Days() {}

    /** Returns a series that returns to its mean fast, so that a linear model is clearly better than the last value. */
    static TimeSeries reverting(int rows, long seed) {
        Random random = new Random(seed);
        double[] values = new double[rows];
        double last = 0;
        for (int i = 0; i < rows; i++) {
            last = 0.2 * last + random.nextGaussian();
            values[i] = 50 + last;
        }
        return series(values);
    }

    static TimeSeries series(double[] values) {
        TimeSeries.Builder days = TimeSeries.builder("y").id("days");
        for (int i = 0; i < values.length; i++) {
            days.add(FIRST.toEpochMilli() + i * DAY, values[i]);
        }
        return days.build();
    }

    static Forecaster linear() {
        return Linear.forecaster().column("y").lookback(7).horizon(1).build();
    }

    static Forecaster naive() {
        return Baselines.naive("y", 1);
    }

    /** Starts a policy that lets the next look try again what has just failed. */
    static RetrainPolicy.Builder impatient() {
        return RetrainPolicy.builder().minimumInterval(Duration.ZERO);
    }
}
