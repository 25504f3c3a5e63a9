package io.forecastj.training;

import io.forecastj.Ohlcv;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Small generated series. */
final class TestSeries {
    private TestSeries() {}

    /** A daily wave around 100 with noise, one row an hour; columns y, known (the wave's phase) and weight. */
    static TimeSeries wave(int rows, long seed) {
        Random random = new Random(seed);
        TimeSeries.Builder wave = TimeSeries.builder("y", "known", "weight")
                .id("wave" + seed)
                .attribute("size", seed)
                .sampling(Sampling.hourly());
        for (int i = 0; i < rows; i++) {
            double phase = Math.sin(2 * Math.PI * i / 24);
            wave.add(Instant.EPOCH.plus(Duration.ofHours(i)), 100 + 10 * phase + random.nextGaussian(), phase, 1);
        }
        return wave.build();
    }

    /** A random walk of prices, one row a day. */
    static TimeSeries walk(int rows, long seed) {
        Random random = new Random(seed);
        double[] values = new double[rows];
        double log = Math.log(100);
        for (int i = 0; i < rows; i++) {
            log += 0.01 * random.nextGaussian();
            values[i] = Math.exp(log);
        }
        return TimeSeries.of("y", Instant.EPOCH, Sampling.daily(), values);
    }

    /** Bars of a random walk, one a day. */
    static TimeSeries bars(int rows, long seed) {
        Random random = new Random(seed);
        TimeSeries.Builder bars = Ohlcv.builder().id("bars" + seed);
        double close = 100;
        for (int i = 0; i < rows; i++) {
            double open = close * (1 + 0.002 * random.nextGaussian());
            close = open * (1 + 0.01 * random.nextGaussian());
            double high = Math.max(open, close) * (1 + 0.005 * random.nextDouble());
            double low = Math.min(open, close) * (1 - 0.005 * random.nextDouble());
            bars.add(Instant.EPOCH.plus(Duration.ofDays(i)), open, high, low, close, 1_000 + random.nextInt(500));
        }
        return bars.build();
    }
}
