package io.forecastj.models.statistical;

import java.util.Arrays;

/**
 * Rows of one series as columns of a regression with ARMA errors: one for each missing value, the constant, the
 * regressors, and the series last.
 *
 * <p>A missing value is a parameter: it is filled with any number, here 0 after centring, and a column that is 1 in its
 * row corrects it (Gómez, Maravall and Peña, Missing Observations in ARIMA Models: Skipping Approach versus Additive
 * Outlier Approach, Journal of Econometrics 88, 1999). That gives the exact likelihood, with differences and at the
 * start of the series too. If there are many, only those among the rows that differencing uses up are parameters, the
 * others are skipped, and the columns are not differenced.
 *
 * <p>Immutable by agreement and thread-safe.
 *
 * @param columns {@code [column][row]}, differenced unless rows are skipped
 * @param rows the number of innovations of a column
 * @param missing the number of columns of missing values, the first ones
 * @param kept for the constant and each regressor whether it has a column; one that depends on others has none, and
 *     its coefficient is 0
 * @param identified whether the observed rows determine all missing values
 * @param skipped for each row whether it is skipped; empty if none is
 * @param centre the number that was subtracted from the series before it was differenced
 * @param scale the number by which it was then divided
 */
record ArimaColumns(
        double[][] columns,
        int rows,
        int missing,
        boolean[] kept,
        boolean identified,
        boolean[] skipped,
        double centre,
        double scale) {
    /** Part of its length that a column must keep when it is made orthogonal to those before it. */
    private static final double INDEPENDENT = 1e-9;

    /** Number of missing values above which they are skipped. */
    static final int MANY = 24;

    /** Prepares the columns; only the differences, the season and the constant of the order are used. */
    static ArimaColumns of(LocalRows data, ArimaOrder order) {
        int length = data.length();
        double[] values = data.values();
        int given = Math.min(length, order.lost());
        int missing = missing(values, length);
        boolean skips = missing > MANY;
        int parameters = skips ? missing(values, given) : missing;
        // a mean that differencing or the constant takes away is subtracted first, for the sake of rounding
        double centre = order.constant() || order.differences() > 0 ? mean(values) : 0;
        double scale = scale(values, centre);
        double[][] levels = new double[parameters + 2 + data.regressors().length][length];
        boolean[] skipped = new boolean[skips ? length : 0];
        int gap = 0;
        for (int i = 0; i < length; i++) {
            if (!Double.isNaN(values[i])) {
                levels[levels.length - 1][i] = (values[i] - centre) / scale;
            } else if (skips && i >= given) {
                skipped[i] = true;
            } else {
                levels[gap++][i] = 1;
            }
        }
        levels[parameters] = constant(length, order);
        System.arraycopy(data.regressors(), 0, levels, parameters + 1, data.regressors().length);
        boolean[] used = new boolean[levels.length];
        Arrays.fill(used, true);
        int first = skips ? parameters : 0;
        boolean[] independent = independent(candidates(levels, first, values, order));
        boolean[] kept = Arrays.copyOfRange(independent, parameters - first, independent.length);
        System.arraycopy(kept, 0, used, parameters, kept.length);
        if (!skips) {
            for (int i = 0; i < levels.length; i++) {
                levels[i] = Differences.of(levels[i], order);
            }
        }
        int rows = length - given - (skips ? missing - parameters : 0);
        return new ArimaColumns(
                selected(levels, used),
                rows,
                parameters,
                kept,
                Differences.determined(values, order),
                skipped,
                centre,
                scale);
    }

    /** Returns whether more than {@link #MANY} values are missing, so that those after the given rows are skipped. */
    static boolean manyMissing(double[] values) {
        return missing(values, values.length) > MANY;
    }

    private static int missing(double[] values, int until) {
        int missing = 0;
        for (int i = 0; i < until; i++) {
            missing += Double.isNaN(values[i]) ? 1 : 0;
        }
        return missing;
    }

    private static double scale(double[] values, double centre) {
        double largest = 0;
        for (double value : values) {
            largest = Double.isNaN(value) ? largest : Math.max(largest, Math.abs(value - centre));
        }
        return largest > 0 ? largest : 1;
    }

    /**
     * Returns differenced columns from one to that before the series. If those of missing values are not among them,
     * the others have no values of their own in these rows.
     */
    private static double[][] candidates(double[][] levels, int first, double[] values, ArimaOrder order) {
        double[][] candidates = Arrays.copyOfRange(levels, first, levels.length - 1);
        for (int i = 0; i < candidates.length; i++) {
            double[] column = candidates[i];
            if (first > 0) {
                column = column.clone();
                for (int t = 0; t < column.length; t++) {
                    column[t] = Double.isNaN(values[t]) ? Double.NaN : column[t];
                }
                column = FilledValues.interpolated(column);
            }
            candidates[i] = Differences.of(column, order);
        }
        return candidates;
    }

    private static double[][] selected(double[][] columns, boolean[] which) {
        double[][] selected = new double[columns.length][];
        int count = 0;
        for (int i = 0; i < columns.length; i++) {
            if (which[i]) {
                selected[count++] = columns[i];
            }
        }
        return Arrays.copyOf(selected, count);
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

    /** Returns the row numbers, or ones without differences; zeros if there is no constant. */
    private static double[] constant(int length, ArimaOrder order) {
        double[] column = new double[length];
        if (order.constant()) {
            for (int i = 0; i < length; i++) {
                column[i] = order.differences() == 0 ? 1 : i;
            }
        }
        return column;
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
