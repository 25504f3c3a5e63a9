package io.forecastj.models.internal;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;

/**
 * The last values of a target in a ring; a missing one holds the last value observed before it. Not thread-safe.
 */
public final class TargetHistory {
    private final double[] values;
    private final boolean[] missing;
    private int newest;
    private double last = Double.NaN;

    /**
     * Creates a history without values.
     *
     * @param farthest how many rows back {@link #back} can look
     */
    public TargetHistory(int farthest) {
        values = new double[farthest + 1];
        missing = new boolean[farthest + 1];
    }

    /**
     * Takes the next value.
     *
     * @param value the value, NaN for a missing one
     */
    public void add(double value) {
        newest = newest + 1 == values.length ? 0 : newest + 1;
        missing[newest] = Double.isNaN(value);
        if (!missing[newest]) {
            last = value;
        }
        values[newest] = last;
    }

    /**
     * Returns a value.
     *
     * @param rows how many rows before the newest one
     * @return the value there, or the last one observed before it; NaN if none was
     */
    public double back(int rows) {
        return values[index(rows)];
    }

    /**
     * Tells whether a value was missing.
     *
     * @param rows how many rows before the newest one
     * @return true if it was
     */
    public boolean missing(int rows) {
        return missing[index(rows)];
    }

    private int index(int rows) {
        return newest >= rows ? newest - rows : newest - rows + values.length;
    }

    /**
     * Writes the values.
     *
     * @param out takes them
     */
    public void save(StateWriter out) {
        out.putDoubles(values);
        out.putBooleans(missing);
        out.putInt(newest);
        out.putDouble(last);
    }

    /**
     * Takes over the values that a history of the same length has written.
     *
     * @param in gives them
     */
    public void restore(StateReader in) {
        in.getDoubles(values);
        in.getBooleans(missing);
        newest = in.getInt(0, values.length - 1);
        last = in.getDouble();
    }

    /**
     * Takes over the values of another history of the same length.
     *
     * @param other the other history, unchanged
     */
    public void copyFrom(TargetHistory other) {
        System.arraycopy(other.values, 0, values, 0, values.length);
        System.arraycopy(other.missing, 0, missing, 0, missing.length);
        newest = other.newest;
        last = other.last;
    }
}
