package io.forecastj.data;

import io.forecastj.TimeSeries;
import java.util.Arrays;

/** The times and values of one series, in the order of the file. */
final class RowStore {
    private static final int FIRST_ROWS = 4;

    private final TimeSeries.Builder builder;
    private final int columns;
    private final boolean newestFirst;
    private long[] times = {};
    private double[] values = {};
    private int rows;

    /**
     * Makes a store without rows.
     *
     * @param builder the series to build
     * @param columns the number of its columns
     * @param newestFirst whether each row is before the one above it, so that rows are reversed at the end
     */
    RowStore(TimeSeries.Builder builder, int columns, boolean newestFirst) {
        this.builder = builder;
        this.columns = columns;
        this.newestFirst = newestFirst;
    }

    void add(long time, double[] row) {
        if (!newestFirst) {
            builder.add(time, row);
            return;
        }
        if (rows == times.length) {
            times = Arrays.copyOf(times, Math.max(FIRST_ROWS, 2 * rows));
            values = Arrays.copyOf(values, Math.multiplyExact(times.length, columns));
        }
        times[rows] = time;
        System.arraycopy(row, 0, values, rows * columns, columns);
        rows++;
    }

    TimeSeries build() {
        double[] row = new double[columns];
        for (int i = rows - 1; i >= 0; i--) {
            System.arraycopy(values, i * columns, row, 0, columns);
            builder.add(times[i], row);
        }
        rows = 0;
        return builder.build();
    }
}
