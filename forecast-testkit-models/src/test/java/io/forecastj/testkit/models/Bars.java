package io.forecastj.testkit.models;

import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import java.util.Random;

/** Hourly price bars of a random walk, for the tests. */
final class Bars {
    private static final long HOUR = 3_600_000;

    private Bars() {}

    static TimeSeries random(long seed, int rows) {
        Random random = new Random(seed);
        TimeSeries.Builder bars = Ohlcv.builder().id("bars of seed " + seed);
        double close = 100;
        for (int i = 0; i < rows; i++) {
            double open = close * Math.exp(0.001 * random.nextGaussian());
            close = open * Math.exp(0.01 * random.nextGaussian());
            double high = Math.max(open, close) * Math.exp(0.004 * Math.abs(random.nextGaussian()));
            double low = Math.min(open, close) * Math.exp(-0.004 * Math.abs(random.nextGaussian()));
            bars.add(i * HOUR, open, high, low, close, Math.exp(10 + random.nextGaussian()));
        }
        return bars.build();
    }
}
