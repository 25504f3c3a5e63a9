package io.forecastj.models.linear;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Series of many units with a common season, and listeners, for tests. */
final class Panels {
    static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    static final FitListener CANCELLED = new FitListener() {
        @Override
        public void onProgress(FitProgress progress) {}

        @Override
        public boolean cancelled() {
            return true;
        }
    };

    private Panels() {}

    static TimeSeries series(String id, double... values) {
        return TimeSeries.of("y", START, Sampling.hourly(), values).toBuilder()
                .id(id)
                .build();
    }

    /** Makes a positive series with a season of 7 rows and noise. */
    static double[] seasonal(long seed, int rows) {
        Random random = new Random(seed);
        double level = Math.exp(3 * random.nextGaussian());
        double season = 0.2 + 0.3 * random.nextDouble();
        double[] y = new double[rows];
        double walk = 0;
        for (int i = 0; i < rows; i++) {
            walk += 0.02 * random.nextGaussian();
            y[i] = level * Math.exp(walk + season * Math.sin(2 * Math.PI * i / 7) + 0.05 * random.nextGaussian());
        }
        return y;
    }

    static List<TimeSeries> panel(int count, int rows) {
        List<TimeSeries> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(series("s" + i, seasonal(100 + i, rows + 3 * i)));
        }
        return all;
    }

    static double[] logarithms(double[] values) {
        return Arrays.stream(values).map(Math::log).toArray();
    }

    /** Returns the mean absolute change over a lag. */
    static double change(double[] values, int lag) {
        double sum = 0;
        for (int row = lag; row < values.length; row++) {
            sum += Math.abs(values[row] - values[row - lag]);
        }
        return sum / (values.length - lag);
    }

    static double[] divided(double[] values, double divisor) {
        return Arrays.stream(values).map(value -> value / divisor).toArray();
    }
}
