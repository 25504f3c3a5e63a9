package io.forecastj.backtest;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.Random;

/** Series for the tests: one column "y", a row a day from 2024-01-01 on. */
final class SeriesMaker {
    static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final long DAY = 86_400_000L;

    private SeriesMaker() {}

    static TimeSeries daily(double... values) {
        return TimeSeries.of("y", START, Sampling.daily(), values);
    }

    static TimeSeries daily(String id, int firstDay, double... values) {
        TimeSeries.Builder series = TimeSeries.builder("y").id(id).sampling(Sampling.daily());
        for (int i = 0; i < values.length; i++) {
            series.add(day(firstDay + i), values[i]);
        }
        return series.build();
    }

    static Instant day(int day) {
        return START.plusMillis(day * DAY);
    }

    static double[] randomWalk(int rows, long seed) {
        Random random = new Random(seed);
        double[] values = new double[rows];
        double value = 100;
        for (int i = 0; i < rows; i++) {
            values[i] = value;
            value += random.nextGaussian();
        }
        return values;
    }

    static double[] seasonal(int rows, int season, long seed) {
        Random random = new Random(seed);
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = 100 + 10 * Math.sin(2 * Math.PI * i / season) + random.nextGaussian();
        }
        return values;
    }
}
