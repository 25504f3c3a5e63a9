package io.forecastj.testkit;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.Random;

/** Random walks for the tests, always the same. */
final class Walk {
    private Walk() {}

    static TimeSeries of(String column, int rows) {
        Random random = new Random(7);
        double[] values = new double[rows];
        for (int i = 1; i < rows; i++) {
            values[i] = values[i - 1] + random.nextGaussian();
        }
        return TimeSeries.of(column, Instant.parse("2024-01-01T00:00:00Z"), Sampling.hourly(), values);
    }
}
