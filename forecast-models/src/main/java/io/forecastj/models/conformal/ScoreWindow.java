package io.forecastj.models.conformal;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.util.Arrays;

/**
 * The latest scores of one kind, in order of arrival and sorted. Adding one takes time proportional to the window, by
 * two binary searches and one move inside an array. Nothing is allocated after the first one is added: until then the
 * window shares the scores that it starts with, since most forecasts of a whole history add none.
 */
final class ScoreWindow {
    /** Tolerance for rounding in a rank: alpha is a sum of many small steps. */
    private static final double SLACK = 1e-9;
    /**
     * Growth of a bound beyond the largest score as alpha falls, in units of the largest score. Values between 0.5 and
     * 10 were measured: the choice hardly matters one step ahead, while 10 raises the Winkler score of many steps ahead
     * by half and more.
     */
    private static final double GROWTH = 2;

    private final int capacity;
    private double[] ring;
    private double[] sorted;
    /** True if the arrays are this window's, with room for the capacity; others may read them until then. */
    private boolean owned;

    private int size;
    private int next;
    /**
     * Number of scores at the start of the window that come from other series, until there are enough from this one.
     */
    private int borrowed;

    /**
     * Creates a window.
     *
     * @param capacity the number of scores that are kept
     * @param scores the first scores, oldest first; if more than the capacity, the last ones are kept
     * @param borrowed the number of these scores, counted from the first, that come from other series
     */
    ScoreWindow(int capacity, double[] scores, int borrowed) {
        this.capacity = capacity;
        int dropped = Math.max(0, scores.length - capacity);
        this.ring = Arrays.copyOfRange(scores, dropped, scores.length);
        this.sorted = sorted(ring);
        this.borrowed = Math.max(0, borrowed - dropped);
        this.size = ring.length;
        this.next = size % capacity;
    }

    /**
     * Creates a window that shares the arrays, neither of which may change any more.
     *
     * @param capacity the number of scores that are kept
     * @param scores the first scores, oldest first, at most the capacity
     * @param sorted the same scores in ascending order
     * @param borrowed the number of these scores, counted from the first, that come from other series
     */
    ScoreWindow(int capacity, double[] scores, double[] sorted, int borrowed) {
        this.capacity = capacity;
        this.ring = scores;
        this.sorted = sorted;
        this.borrowed = borrowed;
        this.size = scores.length;
        this.next = size % capacity;
    }

    /** Returns the scores in ascending order. */
    static double[] sorted(double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private void own() {
        ring = Arrays.copyOf(ring, capacity);
        sorted = Arrays.copyOf(sorted, capacity);
        owned = true;
    }

    void save(StateWriter out) {
        out.putDoubles(scores());
        out.putInt(borrowed);
    }

    void restore(StateReader in) {
        if (!owned) {
            own();
        }
        size = in.getDoublesFrom(ring);
        borrowed = in.getInt(0, size);
        System.arraycopy(ring, 0, sorted, 0, size);
        Arrays.sort(sorted, 0, size);
        next = size % capacity;
    }

    int size() {
        return size;
    }

    int borrowed() {
        return borrowed;
    }

    /** Adds a score. It replaces the oldest one if the window is full or begins with a borrowed score. */
    void add(double score) {
        if (!owned) {
            own();
        }
        if (borrowed > 0 || size == capacity) {
            int oldest = next - size;
            remove(ring[oldest < 0 ? oldest + capacity : oldest]);
            borrowed = Math.max(0, borrowed - 1);
        }
        int found = Arrays.binarySearch(sorted, 0, size, score);
        int at = found < 0 ? -found - 1 : found;
        System.arraycopy(sorted, at, sorted, at + 1, size - at);
        sorted[at] = score;
        ring[next] = score;
        next = next + 1 == capacity ? 0 : next + 1;
        size++;
    }

    private void remove(double score) {
        int at = Arrays.binarySearch(sorted, 0, size, score);
        System.arraycopy(sorted, at + 1, sorted, at, size - at - 1);
        size--;
    }

    /**
     * Returns the conformal quantile: the {@code ceil((1 - alpha)(n + 1))}-th smallest of n scores (Vovk, Gammerman and
     * Shafer, Algorithmic Learning in a Random World, 2005).
     *
     * @return the quantile; positive infinity if the rank is beyond the largest score, the smallest score if alpha is 1
     *     or more
     */
    double quantile(double alpha) {
        double rank = Math.ceil((1 - alpha) * (size + 1) - SLACK);
        return rank > size || !(alpha > 0) ? Double.POSITIVE_INFINITY : sorted[(int) Math.max(1, rank) - 1];
    }

    /**
     * Returns a finite conformal quantile: beyond the largest score the bound grows with the distance of alpha from
     * {@code 1 / (n + 1)}, at which the largest score is the quantile.
     *
     * @return the bound; NaN if there is no score
     */
    double bound(double alpha) {
        if (size == 0) {
            return Double.NaN;
        }
        double quantile = quantile(alpha);
        if (quantile < Double.POSITIVE_INFINITY) {
            return quantile;
        }
        double largest = sorted[size - 1];
        double magnitude = Math.max(Math.abs(largest), Math.abs(sorted[0]));
        return largest + GROWTH * Math.max(0, 1.0 / (size + 1) - alpha) * magnitude;
    }

    /**
     * Returns the p-value of a score: one plus the number of larger scores, by one plus the number of scores (Vovk,
     * Gammerman and Shafer, 2005).
     *
     * @return the p-value, in (0, 1]
     */
    double rank(double score) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] > score) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return (size - low + 1.0) / (size + 1.0);
    }

    /** Returns the smallest score; NaN if there is none. */
    double smallest() {
        return size == 0 ? Double.NaN : sorted[0];
    }

    /** Returns the median score, the lower one of two; NaN if there is none. */
    double median() {
        return size == 0 ? Double.NaN : sorted[(size - 1) / 2];
    }

    /** Returns the scores, oldest first. */
    double[] scores() {
        double[] scores = new double[size];
        int oldest = next - size;
        for (int i = 0; i < size; i++) {
            int at = oldest + i;
            scores[i] = ring[at < 0 ? at + capacity : at];
        }
        return scores;
    }
}
