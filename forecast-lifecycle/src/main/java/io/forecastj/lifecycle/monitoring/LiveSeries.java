package io.forecastj.lifecycle.monitoring;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Up to which row a series was seen, and its last values as far as differences need them. */
final class LiveSeries extends TrackedSeries {
    private final int depth;
    private final int columns;
    private double @Nullable [] ring;
    private int at;
    private long lastTime = Long.MIN_VALUE;

    LiveSeries(int depth, int columns) {
        this.depth = depth;
        this.columns = columns;
    }

    /** The time of the last row, {@link Long#MIN_VALUE} before the first one. */
    long lastTime() {
        return lastTime;
    }

    /** Takes a row later than the last one, whose values follow by {@link #set}. */
    void advance(long time) {
        lastTime = time;
        if (depth > 0) {
            at = at + 1 == depth + 1 ? 0 : at + 1;
        }
    }

    void set(int column, double value) {
        if (depth > 0) {
            values()[at * columns + column] = value;
        }
    }

    /** The value of a column a number of rows before the present one, NaN if it is not known. */
    double before(int column, int rows) {
        int row = at - rows;
        return values()[(row < 0 ? row + depth + 1 : row) * columns + column];
    }

    private double[] values() {
        double[] known = ring;
        if (known == null) {
            known = new double[(depth + 1) * columns];
            Arrays.fill(known, Double.NaN);
            ring = known;
        }
        return known;
    }
}
