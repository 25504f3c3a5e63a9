package io.forecastj.models;

/** The last values of a target in a ring; a missing one holds the last value observed before it. */
final class TargetHistory {
    private final double[] values;
    private final boolean[] missing;
    private int newest;
    private double last = Double.NaN;

    /**
     * @param farthest how many rows back {@link #back} can look
     */
    TargetHistory(int farthest) {
        values = new double[farthest + 1];
        missing = new boolean[farthest + 1];
    }

    void add(double value) {
        newest = newest + 1 == values.length ? 0 : newest + 1;
        missing[newest] = Double.isNaN(value);
        if (!missing[newest]) {
            last = value;
        }
        values[newest] = last;
    }

    /** The value so many rows before the newest one; NaN if none was observed up to there. */
    double back(int rows) {
        return values[index(rows)];
    }

    /** Tells whether the value so many rows before the newest one was missing. */
    boolean missing(int rows) {
        return missing[index(rows)];
    }

    private int index(int rows) {
        return newest >= rows ? newest - rows : newest - rows + values.length;
    }

    void copyFrom(TargetHistory other) {
        System.arraycopy(other.values, 0, values, 0, values.length);
        System.arraycopy(other.missing, 0, missing, 0, missing.length);
        newest = other.newest;
        last = other.last;
    }
}
