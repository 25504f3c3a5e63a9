package io.forecastj.models.ensemble;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.util.Arrays;

/**
 * Unit of one column's errors: the mean absolute change over as many rows as the step, of all rows so far. It is the
 * naive forecast's mean error at that step, so errors of different series and steps are comparable. For one thread.
 */
final class ChangeScale {
    private final double[] ring;
    private final double[] sums;
    private final long[] counts;
    private int next;
    private double last = Double.NaN;

    ChangeScale(int horizon) {
        this.ring = new double[horizon];
        Arrays.fill(ring, Double.NaN);
        this.sums = new double[horizon];
        this.counts = new long[horizon];
    }

    void take(double value) {
        if (!Double.isNaN(value)) {
            last = value;
            int at = next;
            for (int step = 0; step < sums.length; step++) {
                at = at == 0 ? ring.length - 1 : at - 1;
                double change = Math.abs(value - ring[at]);
                if (change < Double.POSITIVE_INFINITY) {
                    sums[step] += change;
                    counts[step]++;
                }
            }
        }
        ring[next] = value;
        next = next + 1 == ring.length ? 0 : next + 1;
    }

    void save(StateWriter out) {
        out.putDoubles(ring);
        out.putDoubles(sums);
        out.putLongs(counts);
        out.putInt(next);
        out.putDouble(last);
    }

    void restore(StateReader in) {
        in.getDoubles(ring);
        in.getDoubles(sums);
        in.getLongs(counts);
        next = in.getInt(0, ring.length - 1);
        last = in.getDouble();
    }

    /** Returns the unit of a step, from 1; NaN or 0 before the first change. */
    double scale(int step) {
        return sums[step - 1] / counts[step - 1];
    }

    /** Returns the last value that was not missing; NaN if there is none. */
    double last() {
        return last;
    }
}
