package io.forecastj.models.internal;

/** The checks of numbers in a call, each with one form of message. Stateless and thread-safe. */
public final class Checks {
    private Checks() {}

    /**
     * Requires an integer of some size.
     *
     * @param least the smallest allowed
     * @param what the name of the value
     * @param value the value
     * @return the value
     * @throws IllegalArgumentException if it is smaller
     */
    public static int atLeast(int least, String what, int value) {
        require(value >= least, what, "at least " + least, value);
        return value;
    }

    /**
     * Requires a number above zero.
     *
     * @param what the name of the value
     * @param value the value
     * @return the value
     * @throws IllegalArgumentException if it is not finite or not above 0
     */
    public static double positive(String what, double value) {
        require(value > 0 && value < Double.POSITIVE_INFINITY, what, "above 0 and finite", value);
        return value;
    }

    /**
     * Requires that a value is in its range.
     *
     * @param holds whether it is
     * @param what the name of the value
     * @param expected the range
     * @param value the value
     * @throws IllegalArgumentException if it is not
     */
    public static void require(boolean holds, String what, String expected, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(what + " must be " + expected + ", found " + value);
        }
    }

    /**
     * Returns whether numbers can be the levels of quantiles or the coverages of intervals.
     *
     * @param levels the numbers
     * @return whether they increase between 0 and 1, both excluded
     */
    public static boolean increaseBetween0And1(Iterable<Double> levels) {
        double before = 0;
        for (double level : levels) {
            if (!(level > before && level < 1)) {
                return false;
            }
            before = level;
        }
        return true;
    }
}
