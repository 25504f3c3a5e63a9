package io.forecastj.backtest.leakage;

import java.util.Arrays;

/** Decides whether two numbers differ by more than rounding. */
final class Rounding {
    /** Relative to the larger of the two numbers and the size of their column. */
    private static final double EXACT = 1e-9;

    /** Remainder of equal numbers, such as a price less its mean, where all prices are equal. */
    private static final double NOTHING = 1e-13;

    private Rounding() {}

    static boolean same(double a, double b, double size) {
        return same(a, b, size, EXACT);
    }

    static boolean same(double a, double b, double size, double tolerance) {
        if (Double.compare(a, b) == 0 || a == b) {
            return true;
        }
        return Math.abs(a - b) <= Math.max(NOTHING, tolerance * Math.max(size, Math.max(Math.abs(a), Math.abs(b))));
    }

    /** The mean absolute value of each column over the rows where it is finite; 0 if it never is. */
    static double[] sizes(double[][] rows, int columns) {
        double[] sizes = new double[columns];
        for (int c = 0; c < columns; c++) {
            int column = c;
            sizes[c] = Arrays.stream(rows)
                    .mapToDouble(row -> Math.abs(row[column]))
                    .filter(Double::isFinite)
                    .average()
                    .orElse(0);
        }
        return sizes;
    }

    /** The largest absolute value of each column. */
    static double[] largest(double[][] rows, int columns) {
        double[] sizes = new double[columns];
        for (double[] row : rows) {
            for (int c = 0; c < columns; c++) {
                if (Double.isFinite(row[c])) {
                    sizes[c] = Math.max(sizes[c], Math.abs(row[c]));
                }
            }
        }
        return sizes;
    }
}
