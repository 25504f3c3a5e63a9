package io.forecastj.models.regression;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The {@link SeriesScale} of one series, row by row; 1 at all rows if there is no scale. Not thread-safe. */
final class ScaleState {
    private final SeriesScale.@Nullable Measure measure;
    /** Absolute values of the last rows, NaN for a missing one. */
    private final double[] ring;

    private final double[] sorted;
    private int next;
    private double value = Double.NaN;

    ScaleState(@Nullable SeriesScale scale) {
        this.measure = scale == null ? null : scale.measure();
        this.ring = new double[scale == null ? 0 : scale.rows()];
        this.sorted = new double[ring.length];
        Arrays.fill(ring, Double.NaN);
    }

    void add(double x) {
        if (measure == null) {
            return;
        }
        ring[next] = Math.abs(x);
        next = next + 1 == ring.length ? 0 : next + 1;
        // anew at each row: a sum from which old values are subtracted would keep the rounding errors of a spike
        double now = measure == SeriesScale.Measure.MEAN_ABSOLUTE ? mean() : median();
        if (now > 0 && now < Double.POSITIVE_INFINITY) {
            value = now;
        }
    }

    private double mean() {
        double sum = 0;
        int count = 0;
        for (double each : ring) {
            if (!Double.isNaN(each)) {
                sum += each;
                count++;
            }
        }
        return sum / count;
    }

    private double median() {
        int count = 0;
        for (double each : ring) {
            if (!Double.isNaN(each)) {
                sorted[count++] = each;
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        Arrays.sort(sorted, 0, count);
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    }

    /** Returns whether a value other than 0 has been seen, or no scale is wanted. */
    boolean known() {
        return measure == null || !Double.isNaN(value);
    }

    /** Returns the scale, positive and finite; 1 before it is known. */
    double value() {
        return Double.isNaN(value) ? 1 : value;
    }

    /** Returns whether all of the last values are 0 and there was no scale before, so that 0 is their continuation. */
    boolean zero() {
        boolean any = false;
        for (double each : ring) {
            if (each > 0) {
                return false;
            }
            any |= each == 0;
        }
        return any && Double.isNaN(value);
    }

    /** Returns the factor of the models' answers: the scale, or 0 where a series has been 0. */
    double factor() {
        return Double.isNaN(value) && zero() ? 0 : value();
    }

    void copyFrom(ScaleState other) {
        System.arraycopy(other.ring, 0, ring, 0, ring.length);
        next = other.next;
        value = other.value;
    }

    void save(StateWriter out) {
        if (measure != null) {
            out.putDoubles(ring);
            out.putInt(next);
            out.putDouble(value);
        }
    }

    void restore(StateReader in) {
        if (measure != null) {
            in.getDoubles(ring);
            next = in.getInt(0, ring.length - 1);
            value = in.getDouble();
        }
    }
}
