package io.forecastj.models.linear;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.time.Instant;
import java.util.Arrays;

/**
 * Ring of the last values of one series. A missing value is replaced by the last observed one before it, or by the
 * first observed one if there is none before. Not thread-safe.
 */
final class ValueRing {
    private final double[] ring;
    private final boolean[] filled;
    private int next;
    private int holes;
    private long lastHole;
    private double last = Double.NaN;
    /** The number of rows so far, at most the length. */
    private int rows;

    ValueRing(int length) {
        this.ring = new double[length];
        this.filled = new boolean[length];
    }

    /** Adds the next value, NaN for a missing one, and the time of its row in milliseconds. */
    void add(long time, double value) {
        boolean hole = Double.isNaN(value);
        if (filled[next]) {
            holes--;
        }
        if (hole) {
            holes++;
            lastHole = time;
        } else {
            if (Double.isNaN(last)) {
                // the first observed value also fills the rows before it, which have no earlier value
                Arrays.fill(ring, value);
            }
            last = value;
        }
        filled[next] = hole;
        ring[next] = last;
        next = next + 1 == ring.length ? 0 : next + 1;
        rows = Math.min(ring.length, rows + 1);
    }

    /** Returns the last observed value; NaN if there is none yet. */
    double last() {
        return last;
    }

    /** Writes all values to the beginning of an array, the oldest first. */
    void copyInto(double[] out) {
        System.arraycopy(ring, next, out, 0, ring.length - next);
        System.arraycopy(ring, 0, out, ring.length - next, next);
    }

    /**
     * Sets the status of a forecast that missing values affect.
     *
     * @param forecast receives status and reason
     * @param column the name of the column
     * @param absent the word for a value that was replaced, such as "missing"
     */
    void complete(Forecast.Builder forecast, String column, String absent) {
        if (Double.isNaN(last)) {
            forecast.status(
                    ForecastStatus.DEGRADED, "the series holds no value of '" + column + "', so there is no forecast");
        } else if (holes > 0) {
            forecast.status(
                    ForecastStatus.DEGRADED,
                    holes + " of the last " + ring.length + " values of '" + column + "' " + absent
                            + ", the latest at " + Instant.ofEpochMilli(lastHole)
                            + ": last observation carried forward");
        }
    }

    /** Sets the status of a forecast from fewer rows than the ring holds. */
    void completeShort(Forecast.Builder forecast) {
        if (rows < ring.length && !Double.isNaN(last)) {
            forecast.status(
                    ForecastStatus.DEGRADED,
                    "the history has " + rows + " of the " + ring.length
                            + " rows that a forecast looks back: the first value counts for those before");
        }
    }

    /** Writes the values; the number of rows is written by {@link #saveRows}. */
    void save(StateWriter out) {
        out.putDoubles(ring);
        out.putBooleans(filled);
        out.putInt(next);
        out.putInt(holes);
        out.putLong(lastHole);
        out.putDouble(last);
    }

    /** Writes the number of rows, for forecasters whose histories may be shorter than the ring. */
    void saveRows(StateWriter out) {
        out.putInt(rows);
    }

    void restoreRows(StateReader in) {
        rows = in.getInt(0, ring.length);
    }

    void restore(StateReader in) {
        in.getDoubles(ring);
        in.getBooleans(filled);
        next = in.getInt(0, ring.length - 1);
        holes = in.getInt(0, ring.length);
        lastHole = in.getLong();
        last = in.getDouble();
    }
}
