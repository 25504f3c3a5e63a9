package io.forecastj.features;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.util.Arrays;

/**
 * Values of the last rows in order of size. Missing ones are counted separately.
 *
 * <p>Two forms: {@link SortedWindow}, which is fastest for windows up to {@value #LARGEST_SORTED} rows although its
 * cost grows with the window, and {@link TreeWindow}, whose cost grows with the window's logarithm.
 */
abstract sealed class OrderedWindow permits SortedWindow, TreeWindow {
    /** The window at which the two forms cost the same, measured with two quantiles read per row. */
    static final int LARGEST_SORTED = 4_096;

    /** The rows' values; the oldest one is at {@code position}. */
    final double[] ring;

    private int position;
    private int missing;

    OrderedWindow(int length) {
        ring = new double[length];
        Arrays.fill(ring, Double.NaN);
        missing = length;
    }

    static OrderedWindow of(int length) {
        return length <= LARGEST_SORTED ? new SortedWindow(length) : new TreeWindow(length);
    }

    /**
     * Puts a value in place of the oldest one.
     *
     * @return true if no value of the window is missing now
     */
    final boolean add(double x) {
        int p = position;
        boolean leaves = !Double.isNaN(ring[p]);
        boolean enters = !Double.isNaN(x);
        replace(p, x, leaves, enters);
        missing += (leaves ? 1 : 0) - (enters ? 1 : 0);
        position = p + 1 == ring.length ? 0 : p + 1;
        return missing == 0;
    }

    void copyFrom(OrderedWindow other) {
        System.arraycopy(other.ring, 0, ring, 0, ring.length);
        position = other.position;
        missing = other.missing;
    }

    void save(StateWriter out) {
        out.putDoubles(ring);
        out.putInt(position);
    }

    void restore(StateReader in) {
        in.getDoubles(ring);
        position = in.getInt(0, ring.length - 1);
        missing = 0;
        for (double value : ring) {
            missing += Double.isNaN(value) ? 1 : 0;
        }
        restoreOrder(in);
    }

    /** Restores the order of the values, which are in {@link #ring} again. */
    abstract void restoreOrder(StateReader in);

    /**
     * Puts a value into a cell of the ring.
     *
     * @param leaves true if the value that was there is not missing
     * @param enters true if the new one is not
     */
    abstract void replace(int cell, double x, boolean leaves, boolean enters);

    /** The value that has {@code rank} values before it. */
    abstract double get(int rank);

    /** The number of values less than the given one. */
    abstract int below(double x);

    /** The number of values less than the given one or equal to it. */
    abstract int upTo(double x);
}
