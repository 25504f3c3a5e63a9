package io.forecastj.models.statistical;

/** Requirements on the numbers of a state that is read from a file or a snapshot. Stateless and thread-safe. */
final class StateChecks {
    private StateChecks() {}

    /**
     * Requires finite numbers.
     *
     * @throws IllegalArgumentException if one is not finite
     */
    static void requireFinite(double[] state) {
        for (int i = 0; i < state.length; i++) {
            require(Double.isFinite(state[i]), i, "a finite number", state[i]);
        }
    }

    /**
     * Requires a whole number from 0 on, such as the place in a season.
     *
     * @throws IllegalArgumentException if the number at an index is not whole, negative, or not below {@code end}
     */
    static void requireIndex(double[] state, int at, int end) {
        double value = state[at];
        require(value >= 0 && value < end && value == Math.rint(value), at, "a whole number below " + end, value);
    }

    /**
     * Requires a number of some range.
     *
     * @throws IllegalArgumentException if the number at an index is not from {@code least} to {@code most}
     */
    static void requireBetween(double[] state, int at, double least, double most) {
        require(state[at] >= least && state[at] <= most, at, "a number from " + least + " to " + most, state[at]);
    }

    private static void require(boolean legal, int at, String expected, double found) {
        if (!legal) {
            throw new IllegalArgumentException("number " + at + " should be " + expected + ", found " + found);
        }
    }
}
