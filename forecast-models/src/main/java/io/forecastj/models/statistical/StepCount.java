package io.forecastj.models.statistical;

import io.forecastj.Sampling;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.time.Duration;

/**
 * Counts the steps of a sampling from a fixed time, the anchor, to each row of a series, each rounded to the nearest
 * step. The count is a function of the row's time, so absent rows do not shift the season, and a history may begin
 * anywhere.
 *
 * <p>Not thread-safe. Allocates nothing for rows at a constant distance.
 */
final class StepCount {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final Sampling sampling;
    private final long anchor;

    /** The length of a step; 0 if days, months or slots of the week are counted. */
    private final long period;

    /** The last step that was counted, {@code index} steps after the first one. */
    private long step;

    private final long[] next = new long[1];
    private long index;
    private long indexOfAnchor;
    private boolean started;

    /**
     * Creates a count.
     *
     * @param sampling the spacing of the rows; one of uneven rows without a pattern counts by their mean distance
     * @param anchor the time from which steps are counted, in milliseconds since 1970-01-01T00:00Z
     */
    StepCount(Sampling sampling, long anchor) {
        this.sampling = sampling;
        this.anchor = anchor;
        this.period = period(sampling);
    }

    private static long period(Sampling sampling) {
        if (sampling instanceof Sampling.Fixed fixed) {
            return fixed.period().toMillis();
        }
        return sampling instanceof Sampling.Irregular irregular
                        && irregular.openSlots().isEmpty()
                ? irregular.slot().toMillis()
                : 0;
    }

    /**
     * Counts the steps to a row. Rows in order of time are counted in constant time, except for the first one.
     *
     * @param time the row's time
     * @return the steps from the anchor, negative before it
     */
    long to(long time) {
        if (period > 0) {
            return Math.floorDiv(time - anchor + period / 2, period);
        }
        if (!started || time < step) {
            start(time);
        }
        return nearest(time) - indexOfAnchor;
    }

    /** Begins to count before the row and the anchor. */
    private void start(long time) {
        begin(Math.min(time, anchor));
        indexOfAnchor = nearest(anchor);
        if (time < anchor) {
            begin(time);
        }
        started = true;
    }

    private void begin(long time) {
        step = time - lead();
        index = 0;
        sampling.after(step, next);
    }

    /** Returns a time span from which on the steps do not depend on where they begin. */
    private long lead() {
        if (sampling instanceof Sampling.Days days) {
            return days.days() * DAY;
        }
        return sampling instanceof Sampling.Calendar calendar ? 64 * calendar.months() * DAY : 14 * DAY;
    }

    /** Writes the state, on which the rounding of later times depends. */
    void save(StateWriter out) {
        out.putBoolean(started);
        out.putLong(step);
        out.putLong(index);
        out.putLong(indexOfAnchor);
    }

    /** Reads the state of a count of the same sampling and anchor. */
    void restore(StateReader in) {
        started = in.getBoolean();
        step = in.getLong();
        index = in.getLong();
        indexOfAnchor = in.getLong();
        if (started) {
            sampling.after(step, next);
        }
    }

    private long nearest(long time) {
        while (next[0] <= time) {
            step = next[0];
            index++;
            sampling.after(step, next);
        }
        return time - step <= next[0] - time ? index : index + 1;
    }
}
