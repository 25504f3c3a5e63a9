package io.forecastj.data;

import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Series with publication times in any order, early, late, revised, with values that were never published. */
final class RandomVintages {
    private static final long START = 1_704_067_200_000L;
    private static final long HOUR = 3_600_000;

    private RandomVintages() {}

    /** Publication of a row. */
    record Published(long time, long published, double[] values) {}

    static List<Published> rows(Random random, int times, int columns) {
        List<Published> all = new ArrayList<>();
        long time = START;
        for (int i = 0; i < times; i++) {
            time += HOUR * (1 + random.nextInt(3));
            int revisions = 1 + random.nextInt(4);
            long published = time + HOUR * (random.nextInt(12) - 4);
            for (int r = 0; r < revisions; r++) {
                double[] values = new double[columns];
                for (int c = 0; c < columns; c++) {
                    values[c] =
                            random.nextInt(4) == 0 ? Double.NaN : random.nextInt(9) == 0 ? -0.0 : random.nextGaussian();
                }
                all.add(new Published(time, published, values));
                published += HOUR * (1 + random.nextInt(5));
            }
        }
        Collections.shuffle(all, random);
        return all;
    }

    static TimeSeries series(String id, List<Published> rows, String... columns) {
        TimeSeries.Builder builder = TimeSeries.builder(columns).id(id);
        rows.forEach(row -> builder.publish(row.time(), row.published(), row.values()));
        return builder.build();
    }

    static TimeSeries series(String id, Random random, String... columns) {
        return series(id, rows(random, 1 + random.nextInt(20), columns.length), columns);
    }
}
