package io.forecastj.benchmarks;

import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import java.util.Random;

/** Simulated bars: a random walk with changing volatility, the same for the same seed. */
final class Bars {
    private Bars() {}

    static TimeSeries hourly(int rows, long seed) {
        return hourly("simulated", rows, seed);
    }

    static TimeSeries hourly(String id, int rows, long seed) {
        Random random = new Random(seed);
        TimeSeries.Builder bars = Ohlcv.builder().id(id);
        double close = 100;
        double variance = 1e-5;
        double shock = 0;
        for (int i = 0; i < rows; i++) {
            // GARCH(1,1) with a stationary deviation of about 0.4 % an hour
            variance = 5e-7 + 0.08 * shock * shock + 0.89 * variance;
            shock = Math.sqrt(variance) * random.nextGaussian();
            double open = close * Math.exp(0.1 * Math.sqrt(variance) * random.nextGaussian());
            close = open * Math.exp(shock);
            double wick = Math.sqrt(variance) * Math.abs(random.nextGaussian()) / 2;
            double high = Math.max(open, close) * (1 + wick);
            double low = Math.min(open, close) * (1 - wick);
            bars.add(1_700_000_000_000L + i * 3_600_000L, open, high, low, close, 1e6 * (0.5 + random.nextDouble()));
        }
        return bars.build();
    }
}
