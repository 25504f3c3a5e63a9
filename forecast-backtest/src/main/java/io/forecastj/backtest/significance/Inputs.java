package io.forecastj.backtest.significance;

import org.apache.commons.math3.stat.StatUtils;

/** Checks of arguments, and sums that several tests need. */
final class Inputs {
    private Inputs() {}

    /** Requires finite numbers, at least so many. */
    static void requireFinite(String name, double[] values, int least) {
        if (values.length < least) {
            throw new IllegalArgumentException(
                    name + " should have at least " + least + " numbers, found " + values.length);
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        name + " should be finite, found " + values[i] + " at index " + i + "; leave such rows out");
            }
        }
    }

    static void requireSameLength(String first, int one, String second, int other) {
        if (one != other) {
            throw new IllegalArgumentException(
                    first + " and " + second + " should have one number for each row, found " + one + " and " + other);
        }
    }

    /** Requires rows of one length and finite numbers; returns that length. */
    static int requireMatrix(String name, double[][] rows, int leastRows, int leastColumns) {
        if (rows.length < leastRows) {
            throw new IllegalArgumentException(
                    name + " should have at least " + leastRows + " rows, found " + rows.length);
        }
        int columns = rows[0].length;
        for (double[] row : rows) {
            requireSameLength("the first row of " + name, columns, "another one", row.length);
            requireFinite(name, row, leastColumns);
        }
        return columns;
    }

    static void requireBetween0And1(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + " should be between 0 and 1, found " + value);
        }
    }

    /** Returns the sum of a power of the deviations from the mean. */
    static double deviations(double[] values, int power) {
        double mean = StatUtils.mean(values);
        double sum = 0;
        for (double value : values) {
            double deviation = value - mean;
            double product = deviation;
            for (int i = 1; i < power; i++) {
                product *= deviation;
            }
            sum += product;
        }
        return sum;
    }
}
