package io.forecastj.features;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;

/** Values of the last rows in a sorted array. A new row moves the values between the leaving one and the new one. */
final class SortedWindow extends OrderedWindow {
    private final double[] sorted;
    private int size;

    SortedWindow(int length) {
        super(length);
        sorted = new double[length];
    }

    @Override
    void replace(int cell, double x, boolean leaves, boolean enters) {
        // a value that does not leave, or does not enter, is taken as one at the end
        int from = leaves ? below(ring[cell]) : size;
        int to = enters ? below(x) : size;
        if (from < to) {
            to--;
            System.arraycopy(sorted, from + 1, sorted, from, to - from);
        } else {
            System.arraycopy(sorted, to, sorted, to + 1, from - to);
        }
        if (enters) {
            sorted[to] = x;
        }
        size += (enters ? 1 : 0) - (leaves ? 1 : 0);
        ring[cell] = x;
    }

    @Override
    double get(int rank) {
        return sorted[rank];
    }

    @Override
    int below(double x) {
        // halving without a branch on the values, which would be mispredicted every other time
        int low = 0;
        for (int rest = size; rest > 0; ) {
            int half = rest + 1 >>> 1;
            low += sorted[low + half - 1] < x ? half : 0;
            rest -= half;
        }
        return low;
    }

    @Override
    int upTo(double x) {
        int low = 0;
        for (int rest = size; rest > 0; ) {
            int half = rest + 1 >>> 1;
            low += sorted[low + half - 1] <= x ? half : 0;
            rest -= half;
        }
        return low;
    }

    @Override
    void copyFrom(OrderedWindow other) {
        super.copyFrom(other);
        SortedWindow that = (SortedWindow) other;
        System.arraycopy(that.sorted, 0, sorted, 0, sorted.length);
        size = that.size;
    }

    // not sorted anew from the ring: 0.0 and -0.0 are equal here, so their order is that of their arrival
    @Override
    void save(StateWriter out) {
        super.save(out);
        out.putDoubles(sorted, 0, size);
    }

    @Override
    void restoreOrder(StateReader in) {
        size = in.getDoublesFrom(sorted);
    }
}
