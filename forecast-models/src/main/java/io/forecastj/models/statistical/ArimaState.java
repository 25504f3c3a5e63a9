package io.forecastj.models.statistical;

import java.util.Arrays;

/**
 * State of an ARIMA model after rows that it was estimated from.
 *
 * <p>As many first rows as the differences use up are taken as given; the differenced series begins in its stationary
 * distribution. Missing values among these rows are parameters without a prior: the filter runs on one more series for
 * each of them, up to the first row at which the observed values determine them all; their uncertainty then is part of
 * the covariance (Rosenberg, Random Coefficient Models, Annals of Economic and Social Measurement 2, 1973; de Jong, The
 * Diffuse Kalman Filter, Annals of Statistics 19, 1991). From there on, missing values are skipped.
 *
 * <p>Stateless and thread-safe.
 */
final class ArimaState {
    private ArimaState() {}

    /**
     * Computes the state.
     *
     * @param polynomials the polynomials of the model
     * @param errors the series less its regression, NaN where a value is missing
     * @return the state, of a filter with a covariance if it is not too large
     */
    static double[] after(ArmaPolynomials polynomials, double[] errors) {
        ArimaOrder order = polynomials.order();
        ArimaFilter filter = new ArimaFilter(polynomials, true);
        int given = order.lost();
        int[] missing = missing(errors, given);
        int until = missing.length == 0 ? given : determined(errors, order);
        missing = missing(errors, until);
        ArmaStart start = new ArmaStart(polynomials);
        start.compute();
        double[] covariance = start.covariance();
        double[] filled = Arrays.copyOf(errors, until);
        double[][] states = new double[missing.length + 1][];
        double[][] innovations = new double[missing.length + 1][until - given];
        for (int c = 0; c < missing.length; c++) {
            double[] one = new double[until];
            one[missing[c]] = 1;
            filled[missing[c]] = 0;
            states[c] = run(filter, polynomials, one, covariance, innovations[c]);
        }
        double[] state = run(filter, polynomials, filled, covariance, innovations[missing.length]);
        correct(filter, state, states, innovations);
        for (int t = until; t < errors.length; t++) {
            filter.update(state, errors[t]);
        }
        return filter.size() > ArimaFilter.LARGEST_COVARIANCE ? filter.withoutCovariance(state) : state;
    }

    private static int[] missing(double[] errors, int until) {
        int[] missing = new int[until];
        int count = 0;
        for (int t = 0; t < until; t++) {
            if (Double.isNaN(errors[t])) {
                missing[count++] = t;
            }
        }
        return Arrays.copyOf(missing, count);
    }

    /** Returns the number of rows, at least as many as are given, whose values determine all that are missing. */
    private static int determined(double[] errors, ArimaOrder order) {
        int until = order.lost();
        while (until < errors.length && !Differences.determined(Arrays.copyOf(errors, until), order)) {
            until++;
        }
        return until;
    }

    /** Runs the filter on a series without missing values. */
    private static double[] run(
            ArimaFilter filter,
            ArmaPolynomials polynomials,
            double[] values,
            double[] covariance,
            double[] innovations) {
        int given = polynomials.order().lost();
        double[] state = filter.state(given, expected(polynomials, values), covariance);
        for (int t = given; t < values.length; t++) {
            innovations[t - given] = filter.update(state, values[t]);
        }
        return state;
    }

    /**
     * Computes the expected state after the given rows. With an expected difference of zero, the part of later values
     * that the given rows contribute by the differences, filtered by the autoregressive polynomial.
     */
    static double[] expected(ArmaPolynomials polynomials, double[] values) {
        ArimaOrder order = polynomials.order();
        double[] delta = Differences.polynomial(order);
        int given = order.lost();
        double[] expected = new double[order.stateSize()];
        for (int i = 1; i <= given; i++) {
            double sum = 0;
            for (int k = i; k <= given; k++) {
                sum -= delta[k] * values[given - 1 + i - k];
            }
            expected[i - 1] += sum;
            for (int lag : polynomials.phiLags()) {
                expected[i - 1 + lag] -= polynomials.phi()[lag - 1] * sum;
            }
        }
        return expected;
    }

    /** Replaces the missing values by their most likely ones in a state, with their uncertainty. */
    private static void correct(ArimaFilter filter, double[] state, double[][] states, double[][] innovations) {
        int last = states.length - 1;
        if (last == 0) {
            return;
        }
        double[][] factor = new double[last + 1][last + 1];
        for (int i = 0; i < last; i++) {
            factor[i][i] = Math.sqrt(ArimaColumns.product(innovations[i], innovations[i]));
            for (int t = 0; t < innovations[i].length; t++) {
                innovations[i][t] /= factor[i][i];
            }
            for (int j = i + 1; j <= last; j++) {
                factor[i][j] = ArimaColumns.product(innovations[i], innovations[j]);
                ArimaColumns.subtract(innovations[j], innovations[i], factor[i][j]);
            }
        }
        // the columns of the states times the inverse of the factor
        double[][] directions = new double[last][];
        for (int i = 0; i < last; i++) {
            double[] direction = states[i].clone();
            for (int j = 0; j < i; j++) {
                filter.add(direction, directions[j], -factor[j][i]);
            }
            filter.scale(direction, 1 / factor[i][i]);
            directions[i] = direction;
        }
        for (int i = 0; i < last; i++) {
            filter.add(state, directions[i], -factor[i][last]);
            filter.addProduct(state, directions[i]);
        }
    }
}
