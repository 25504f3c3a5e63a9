package io.forecastj;

/**
 * A prediction interval: the value is expected between {@code lower} and {@code upper} with probability {@code level}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param lower the lower end, in the target's unit
 * @param upper the upper end, in the target's unit
 * @param level the nominal coverage, between 0 and 1
 */
public record Interval(double lower, double upper, double level) {
    /**
     * Returns whether a value is inside, ends included.
     *
     * @param value the value, in the target's unit
     * @return true if {@code lower <= value <= upper}
     */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }

    /**
     * Returns the distance between the ends.
     *
     * @return {@code upper - lower}
     */
    public double width() {
        return upper - lower;
    }
}
