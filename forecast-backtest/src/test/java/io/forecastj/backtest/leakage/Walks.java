package io.forecastj.backtest.leakage;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.Random;

/** Hourly random walks with a column "close" for the tests. */
final class Walks {
    static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private Walks() {}

    static TimeSeries hourly(int rows) {
        return hourly(rows, 7);
    }

    static TimeSeries hourly(int rows, long seed) {
        Random random = new Random(seed);
        double[] close = new double[rows];
        double value = 100;
        for (int r = 0; r < rows; r++) {
            value *= Math.exp(0.01 * random.nextGaussian());
            close[r] = value;
        }
        return TimeSeries.of("close", START, Sampling.hourly(), close);
    }
}
