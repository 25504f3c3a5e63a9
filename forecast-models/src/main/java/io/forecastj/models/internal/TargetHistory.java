package io.forecastj.models.internal;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;

/** Ring of a target's last values; a missing value is replaced by the last observed one. Not thread-safe. */
public final class TargetHistory {
    private final double[] values;
    private final boolean[] missing;
    private int newest;
    private double last = Double.NaN;

    /**
     * Creates a history without values.
     *
     * @param farthest the largest number of rows that {@link #back} can go back
     */
    public TargetHistory(int farthest) {
        values = new double[farthest + 1];
        missing = new boolean[farthest + 1];
    }

    /**
     * Adds the next value.
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
     * @param rows the number of rows before the newest one
     * @return the value there, or the last observed value before it; NaN if there is none
     */
    public double back(int rows) {
        return values[index(rows)];
    }

    /**
     * Returns whether a value was missing.
     *
     * @param rows the number of rows before the newest one
     * @return true if it was missing
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
     * @param out receives them
     */
    public void save(StateWriter out) {
        out.putDoubles(values);
        out.putBooleans(missing);
        out.putInt(newest);
        out.putDouble(last);
    }

    /**
     * Reads the values written by a history of the same length.
     *
     * @param in provides them
     */
    public void restore(StateReader in) {
        in.getDoubles(values);
        in.getBooleans(missing);
        newest = in.getInt(0, values.length - 1);
        last = in.getDouble();
    }

    /**
     * Copies the values of another history of the same length.
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
