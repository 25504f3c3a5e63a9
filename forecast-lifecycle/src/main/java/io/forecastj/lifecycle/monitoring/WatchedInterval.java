package io.forecastj.lifecycle.monitoring;

import java.util.OptionalDouble;

/**
 * The intervals of one nominal coverage over the last scored steps.
 *
 * <p>Immutable and thread-safe.
 */
public final class WatchedInterval {
    private final double nominal;
    private final long count;
    private final long inside;
    private final double width;

    WatchedInterval(double nominal, long count, long inside, double width) {
        this.nominal = nominal;
        this.count = count;
        this.inside = inside;
        this.width = width;
    }

    /** {@return the probability with which the intervals are to hold the actual value, such as 0.95} */
    public double nominal() {
        return nominal;
    }

    /** {@return the number of steps whose forecast has such an interval} */
    public long count() {
        return count;
    }

    /** {@return the share of these steps whose actual value lies inside, ends included; empty without steps} */
    public OptionalDouble coverage() {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) inside / count);
    }

    /**
     * Returns the mean width of the intervals.
     *
     * @return the width in the target's unit; infinite if an interval is unlimited; empty without steps
     */
    public OptionalDouble meanWidth() {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(width / count);
    }

    @Override
    public String toString() {
        return "interval of " + nominal + ": coverage " + coverage() + ", width " + meanWidth() + " over " + count
                + " steps";
    }
}
