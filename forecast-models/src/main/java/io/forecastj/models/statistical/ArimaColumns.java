package io.forecastj.models.statistical;

import java.util.Arrays;

/**
 * Differenced rows of one series as columns of a regression with ARMA errors: one for each missing value, the constant,
 * the regressors, and the series last.
 *
 * <p>A missing value is a parameter: it is filled with any number, here 0 after centring, and a column that is 1 in its
 * row corrects it (Gómez, Maravall and Peña, Missing Observations in ARIMA Models: Skipping Approach versus Additive
 * Outlier Approach, Journal of Econometrics 88, 1999). That gives the exact likelihood, with differences and at the
 * start of the series too.
 *
 * <p>Immutable by agreement and thread-safe.
 *
 * @param columns {@code [column][row]}
 * @param rows the number of rows after differencing
 * @param missing the number of columns of missing values, the first ones
 * @param kept for the constant and each regressor whether it has a column; one that depends on others has none, and
 *     its coefficient is 0
 * @param constant whether there is a constant
 * @param identified whether the observed rows determine all missing values
 * @param centre the number that was subtracted from the series before it was differenced
 * @param scale the number by which it was then divided
 */
record ArimaColumns(
        double[][] columns,
        int rows,
        int missing,
        boolean[] kept,
        boolean constant,
        boolean identified,
        double centre,
        double scale) {
    /** Part of its length that a column must keep when it is made orthogonal to those before it. */
    private static final double INDEPENDENT = 1e-9;

    /** Prepares the columns; only the differences, the season and the constant of the order are used. */
    static ArimaColumns of(LocalRows data, ArimaOrder order) {
        int length = data.length();
        double[] values = data.values();
        // a mean that differencing or the constant takes away is subtracted first, for the sake of rounding
        double centre = order.constant() || order.differences() > 0 ? mean(values) : 0;
        double largest = 0;
        int missing = 0;
        for (double value : values) {
            if (Double.isNaN(value)) {
                missing++;
            } else {
                largest = Math.max(largest, Math.abs(value - centre));
            }
        }
        double scale = largest > 0 ? largest : 1;
        double[] filled = new double[length];
        double[][] candidates = new double[missing + 1 + data.regressors().length][];
        int gap = 0;
        for (int i = 0; i < length; i++) {
            if (Double.isNaN(values[i])) {
                candidates[gap] = new double[length];
                candidates[gap++][i] = 1;
            } else {
                filled[i] = (values[i] - centre) / scale;
            }
        }
        for (int i = 0; i < candidates.length; i++) {
            if (i < missing) {
                candidates[i] = Differences.of(candidates[i], order);
            } else if (i == missing) {
                candidates[i] = constant(length, order);
            } else {
                candidates[i] = Differences.of(data.regressors()[i - missing - 1], order);
            }
        }
        boolean[] independent = independent(candidates);
        boolean identified = true;
        for (int i = 0; i < missing; i++) {
            identified &= independent[i];
        }
        boolean[] kept = Arrays.copyOfRange(independent, missing, independent.length);
        double[][] columns = new double[candidates.length + 1][];
        int count = 0;
        for (int i = 0; i < candidates.length; i++) {
            if (i < missing || independent[i]) {
                columns[count++] = candidates[i];
            }
        }
        columns[count++] = Differences.of(filled, order);
        return new ArimaColumns(
                Arrays.copyOf(columns, count),
                Math.max(0, length - order.lost()),
                missing,
                kept,
                order.constant(),
                identified,
                centre,
                scale);
    }

    private static double mean(double[] values) {
        double mean = 0;
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                count++;
                mean += (value - mean) / count;
            }
        }
        return mean;
    }

    /** Returns the differenced row numbers, or ones without differences; zeros if there is no constant. */
    private static double[] constant(int length, ArimaOrder order) {
        double[] column = new double[length];
        if (order.constant()) {
            for (int i = 0; i < length; i++) {
                column[i] = order.differences() == 0 ? 1 : i;
            }
        }
        return Differences.of(column, order);
    }

    /** Returns for each column whether it is independent of those before it, by Gram and Schmidt's method. */
    private static boolean[] independent(double[][] columns) {
        boolean[] independent = new boolean[columns.length];
        double[][] basis = new double[columns.length][];
        for (int i = 0; i < columns.length; i++) {
            double[] rest = columns[i].clone();
            double length = Math.sqrt(product(rest, rest));
            for (int again = 0; again < 2; again++) {
                for (int j = 0; j < i; j++) {
                    if (independent[j]) {
                        subtract(rest, basis[j], product(rest, basis[j]));
                    }
                }
            }
            double left = Math.sqrt(product(rest, rest));
            independent[i] = length > 0 && left > INDEPENDENT * length;
            for (int t = 0; t < rest.length; t++) {
                rest[t] /= left;
            }
            basis[i] = rest;
        }
        return independent;
    }

    /** Returns the number of columns before the series. */
    int explanatory() {
        return columns.length - 1;
    }

    /** Returns the number of regression coefficients that are estimated, that of the constant included. */
    int coefficients() {
        return columns.length - 1 - missing;
    }

    /** Returns the number of differenced rows less that of missing values. */
    int observations() {
        return rows - missing;
    }

    static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static void subtract(double[] from, double[] column, double factor) {
        for (int i = 0; i < from.length; i++) {
            from[i] -= factor * column[i];
        }
    }
}
