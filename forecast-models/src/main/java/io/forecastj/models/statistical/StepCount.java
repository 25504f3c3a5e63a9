package io.forecastj.models.statistical;

import io.forecastj.Sampling;
import java.time.Duration;

/**
 * Counts the steps of a sampling from a fixed time, the anchor, to each row of a series. The count is a function of the
 * row's time, so that absent rows do not shift the season, and a history may begin anywhere.
 *
 * <p>Not thread-safe. Allocates nothing for rows at a constant distance.
 */
final class StepCount {
    private final Sampling sampling;
    private final long anchor;

    /** The length of a step; 0 if days, months or slots of the week are counted. */
    private final long period;

    private final long[] next = new long[1];
    private long last;
    private long steps;

    /**
     * Creates a count.
     *
     * @param sampling the spacing of the rows
     * @param anchor the time from which steps are counted, in milliseconds since 1970-01-01T00:00Z
     */
    StepCount(Sampling sampling, long anchor) {
        this.sampling = sampling;
        this.anchor = anchor;
        this.period = period(sampling);
        this.last = anchor;
    }

    private static long period(Sampling sampling) {
        Duration period = sampling instanceof Sampling.Fixed fixed
                ? fixed.period()
                : sampling instanceof Sampling.Irregular irregular
                                && irregular.openSlots().isEmpty()
                        ? irregular.slot()
                        : Duration.ZERO;
        return period.toMillis();
    }

    /**
     * Counts the steps to a row.
     *
     * @param time the row's time; rows in order of time are counted fastest
     * @return the steps from the anchor, negative before it
     */
    long to(long time) {
        if (period > 0) {
            return Math.floorDiv(time - anchor + period / 2, period);
        }
        if (time == anchor) {
            steps = 0;
        } else if (time >= last) {
            steps += between(last, time);
        } else {
            steps -= between(time, last);
        }
        last = time;
        return steps;
    }

    /** Counts the steps from a time to a later one, to the nearest. */
    private long between(long from, long to) {
        long count = 0;
        long at = from;
        sampling.after(at, next);
        while (next[0] <= to) {
            at = next[0];
            count++;
            sampling.after(at, next);
        }
        return to - at <= next[0] - to ? count : count + 1;
    }
}
