package io.forecastj.market;

import io.forecastj.Ohlcv;
import java.time.Instant;
import java.util.Arrays;

/** Bars as a provider sends them, before they are checked. */
final class BarRows {
    private static final int VALUES = Ohlcv.COLUMNS.size();

    private long[] times = new long[16];
    private double[] values = new double[16 * VALUES];
    private int rows;

    void add(long time, double open, double high, double low, double close, double volume) {
        if (rows == times.length) {
            times = Arrays.copyOf(times, 2 * rows);
            values = Arrays.copyOf(values, 2 * rows * VALUES);
        }
        times[rows] = time;
        int at = rows * VALUES;
        values[at] = open;
        values[at + 1] = high;
        values[at + 2] = low;
        values[at + 3] = close;
        values[at + 4] = volume;
        rows++;
    }

    void add(BarRows other, int row) {
        int at = row * VALUES;
        double[] v = other.values;
        add(other.times[row], v[at], v[at + 1], v[at + 2], v[at + 3], v[at + 4]);
    }

    int size() {
        return rows;
    }

    long time(int row) {
        return times[row];
    }

    /** Copies the values of a row in the order of {@link Ohlcv#COLUMNS}. */
    void copy(int row, double[] into) {
        System.arraycopy(values, row * VALUES, into, 0, VALUES);
    }

    /** Returns the rows from the last to the first. */
    BarRows reversed() {
        BarRows reversed = new BarRows();
        for (int row = rows - 1; row >= 0; row--) {
            reversed.add(this, row);
        }
        return reversed;
    }

    /** Returns the row of a time among rows in order, or -1. */
    int find(long time) {
        return Math.max(-1, Arrays.binarySearch(times, 0, rows, time));
    }

    /** Returns whether two rows have the same values; a missing value equals a missing one. */
    boolean same(int row, BarRows other, int otherRow) {
        int at = row * VALUES;
        int otherAt = otherRow * VALUES;
        return Arrays.equals(values, at, at + VALUES, other.values, otherAt, otherAt + VALUES);
    }

    /** Returns the fault in the values of a row, or an empty text. */
    String flaw(int row) {
        int at = row * VALUES;
        double volume = values[at + 4];
        return volume < 0
                ? "volume " + volume + " < 0"
                : Ohlcv.flaw(values[at], values[at + 1], values[at + 2], values[at + 3]);
    }

    /** Returns a row as messages show it. */
    String shown(int row) {
        int at = row * VALUES;
        return Instant.ofEpochMilli(times[row]) + " " + Arrays.toString(Arrays.copyOfRange(values, at, at + VALUES));
    }
}
