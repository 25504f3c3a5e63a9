package io.forecastj.models.internal;

import io.forecastj.ModelLoadException;
import io.forecastj.PredictorInfo;
import java.util.Arrays;

/** Checks of numeric arguments, with one form of message for each check. Stateless and thread-safe. */
public final class ArgumentChecks {
    /** 160 MB. */
    private static final int MOST_NUMBERS = 20_000_000;

    private ArgumentChecks() {}

    /**
     * Requires an integer of at least a given size.
     *
     * @param least the smallest allowed value
     * @param what the name of the value
     * @param value the value
     * @return the value
     * @throws IllegalArgumentException if the value is smaller
     */
    public static int atLeast(int least, String what, int value) {
        require(value >= least, what, "at least " + least, value);
        return value;
    }

    /**
     * Requires a number of forecast steps.
     *
     * @param steps the number
     * @return the number
     * @throws IllegalArgumentException if it is below 1 or above {@link PredictorInfo#MAX_HORIZON}
     */
    public static int horizon(int steps) {
        require(steps <= PredictorInfo.MAX_HORIZON, "horizon", "at most " + PredictorInfo.MAX_HORIZON, steps);
        return atLeast(1, "horizon", steps);
    }

    /**
     * Requires that the numbers of a loaded predictor's forecast fit into memory, since any number can stand in a file.
     *
     * @param what the numbers, such as {@code "quantiles"}
     * @param counts the factors of their number
     * @throws ModelLoadException if there are more than 20 million
     */
    public static void fewEnough(String what, long... counts) {
        double all = 1;
        for (long count : counts) {
            all *= count;
        }
        if (all > MOST_NUMBERS) {
            throw new ModelLoadException("a forecast of this predictor would have " + Arrays.toString(counts) + " "
                    + what + ", more than " + MOST_NUMBERS + " in all; was a number in its files edited?");
        }
    }

    /**
     * Requires a positive number.
     *
     * @param what the name of the value
     * @param value the value
     * @return the value
     * @throws IllegalArgumentException if the value is not finite or not above 0
     */
    public static double positive(String what, double value) {
        require(value > 0 && value < Double.POSITIVE_INFINITY, what, "above 0 and finite", value);
        return value;
    }

    /**
     * Requires that a condition on a value holds.
     *
     * @param holds whether the condition holds
     * @param what the name of the value
     * @param expected the condition in words, for the message
     * @param value the value
     * @throws IllegalArgumentException if the condition does not hold
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
