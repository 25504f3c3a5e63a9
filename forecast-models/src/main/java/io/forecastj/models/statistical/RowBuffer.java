package io.forecastj.models.statistical;

import io.forecastj.SnapshotException;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.util.Arrays;

/** Growing list of rows. For one thread. */
final class RowBuffer {
    private final double[][] columns;
    private int size;
    private boolean empty = true;

    RowBuffer(int columns) {
        this.columns = new double[columns][0];
    }

    int size() {
        return size;
    }

    /** Returns whether no row has a value in the first column. */
    boolean empty() {
        return empty;
    }

    void add(double[] row) {
        for (int c = 0; c < columns.length; c++) {
            if (size == columns[c].length) {
                columns[c] = Arrays.copyOf(columns[c], Math.max(16, 2 * size));
            }
            columns[c][size] = row[c];
        }
        empty &= Double.isNaN(row[0]);
        size++;
    }

    void clear() {
        Arrays.fill(columns, new double[0]);
        size = 0;
        empty = true;
    }

    /** Returns copies of the columns, the first one as values. */
    LocalRows rows() {
        double[][] regressors = new double[columns.length - 1][];
        for (int c = 1; c < columns.length; c++) {
            regressors[c - 1] = Arrays.copyOf(columns[c], size);
        }
        return new LocalRows(Arrays.copyOf(columns[0], size), regressors);
    }

    void save(StateWriter out) {
        out.putInt(size);
        for (double[] column : columns) {
            out.putDoubles(column, 0, size);
        }
    }

    void restore(StateReader in) {
        size = in.getInt(0, Integer.MAX_VALUE);
        for (int c = 0; c < columns.length; c++) {
            columns[c] = in.getDoubles();
            if (columns[c].length != size) {
                throw new SnapshotException("expected " + size + " rows, found " + columns[c].length);
            }
        }
        empty = Arrays.stream(columns[0]).allMatch(Double::isNaN);
    }
}
