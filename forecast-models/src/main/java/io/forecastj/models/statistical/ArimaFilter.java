package io.forecastj.models.statistical;

import java.util.Arrays;

/**
 * Kalman filter of an ARIMA model whose differences are part of the autoregressive polynomial (Harvey, Forecasting,
 * Structural Time Series Models and the Kalman Filter, 1989, sections 3.3 and 3.4).
 *
 * <p>Immutable and thread-safe. The state is an array: the number of rows so far, 1 if the gain is constant, the
 * expected state of the next row, then its covariance for innovations of variance 1, the lower triangle row by row, and
 * its first column as a place to work in. Once the covariance has converged, a row takes a time in proportion to the
 * size of the expected state, before in proportion to its square. Without a covariance the gain is constant, and a
 * missing value counts as its forecast.
 */
final class ArimaFilter {
    /** Largest expected state with a covariance, for the memory of a session: 40 kilobytes. */
    static final int LARGEST_COVARIANCE = 100;

    /** Difference from its limit below which the covariance counts as converged. */
    private static final double CONVERGED = 1e-13;

    private static final int ROWS = 0;
    private static final int STEADY = 1;
    private static final int EXPECTED = 2;

    private final int size;
    private final boolean uncertain;
    private final double[] phi;
    private final int[] phiLags;
    /** Weight of the innovation of a row in each number of the state. */
    private final double[] loadings;

    /**
     * Creates a filter.
     *
     * @param polynomials the polynomials; their coefficients are copied
     * @param uncertain whether the state has a covariance
     */
    ArimaFilter(ArmaPolynomials polynomials, boolean uncertain) {
        this.size = polynomials.order().stateSize();
        this.uncertain = uncertain;
        this.phi = Arrays.copyOf(polynomials.phiWithDifferences(), size);
        this.phiLags = nonZero(phi);
        this.loadings = new double[size];
        loadings[0] = 1;
        System.arraycopy(polynomials.theta(), 0, loadings, 1, polynomials.theta().length);
    }

    private static int[] nonZero(double[] phi) {
        int[] lags = new int[phi.length];
        int count = 0;
        for (int i = 0; i < phi.length; i++) {
            if (phi[i] != 0) {
                lags[count++] = i + 1;
            }
        }
        return Arrays.copyOf(lags, count);
    }

    /** Returns the number of numbers of the expected state. */
    int size() {
        return size;
    }

    int stateSize() {
        return EXPECTED + size + (uncertain ? size * (size + 1) / 2 + size : 0);
    }

    /**
     * Requires that a state can be one of this filter.
     *
     * @throws IllegalArgumentException if a number is not finite, that of rows negative, the mark of a constant gain
     *     neither 0 nor 1, or 0 without a covariance, or a variance negative
     */
    void check(double[] state) {
        StateChecks.requireFinite(state);
        StateChecks.requireBetween(state, ROWS, 0, Double.MAX_VALUE);
        StateChecks.requireIndex(state, STEADY, 2);
        StateChecks.requireBetween(state, STEADY, uncertain ? 0 : 1, 1);
        int at = covariance();
        for (int i = 0; uncertain && i < size; i++) {
            at += i;
            // the variance of the next row divides its innovation
            StateChecks.requireBetween(state, at, i == 0 ? Double.MIN_VALUE : -CONVERGED, Double.MAX_VALUE);
            at++;
        }
    }

    private int covariance() {
        return EXPECTED + size;
    }

    /** Returns the number of rows so far. */
    static double rows(double[] state) {
        return state[ROWS];
    }

    /** Returns a number of the expected state. */
    static double expected(double[] state, int i) {
        return state[EXPECTED + i];
    }

    /**
     * Makes a state.
     *
     * @param rows the number of rows so far
     * @param expected the first numbers of the expected state; the others are 0
     * @param matrix the covariance of as many first numbers as it has rows, a lower triangle; not used without a
     *     covariance
     */
    double[] state(int rows, double[] expected, double[] matrix) {
        double[] state = new double[stateSize()];
        state[ROWS] = rows;
        state[STEADY] = uncertain ? 0 : 1;
        System.arraycopy(expected, 0, state, EXPECTED, expected.length);
        if (uncertain) {
            System.arraycopy(matrix, 0, state, covariance(), matrix.length);
        }
        return state;
    }

    /** Takes a state of this filter with a covariance over to one without. */
    double[] withoutCovariance(double[] state) {
        double[] shorter = Arrays.copyOf(state, EXPECTED + size);
        shorter[STEADY] = 1;
        return shorter;
    }

    /** Changes the expected state by a multiple of that of another state. */
    void add(double[] state, double[] other, double factor) {
        for (int i = EXPECTED; i < EXPECTED + size; i++) {
            state[i] += factor * other[i];
        }
    }

    /** Multiplies the expected state. */
    void scale(double[] state, double factor) {
        for (int i = EXPECTED; i < EXPECTED + size; i++) {
            state[i] *= factor;
        }
    }

    /** Adds the product of an expected state with itself to the covariance; the gain is no longer constant. */
    void addProduct(double[] state, double[] other) {
        int at = covariance();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                state[at++] += other[EXPECTED + i] * other[EXPECTED + j];
            }
        }
        state[STEADY] = 0;
    }

    /**
     * Takes the value of the next row.
     *
     * @param state the state, changed in place
     * @param value the value, NaN if it is missing
     * @return the innovation divided by its standard deviation for innovations of variance 1; NaN if it is missing
     */
    double update(double[] state, double value) {
        state[ROWS]++;
        if (Double.isNaN(value)) {
            if (uncertain) {
                predictCovariance(state);
                state[STEADY] = 0;
            }
            shift(state, state[EXPECTED]);
            return Double.NaN;
        }
        double innovation = value - state[EXPECTED];
        if (state[STEADY] != 0) {
            shift(state, value);
            for (int i = 0; i + 1 < size; i++) {
                state[EXPECTED + i] += loadings[i + 1] * innovation;
            }
            return innovation;
        }
        int from = covariance();
        double variance = state[from];
        double weight = innovation / variance;
        shift(state, value);
        int at = from + 1;
        for (int i = 0; i + 1 < size; i++) {
            state[EXPECTED + i] += state[at] * weight;
            at += i + 2;
        }
        updateCovariance(state, variance);
        return innovation / Math.sqrt(variance);
    }

    /** Moves the expected state to the next row, given the value of this one. */
    private void shift(double[] state, double value) {
        System.arraycopy(state, EXPECTED + 1, state, EXPECTED, size - 1);
        state[EXPECTED + size - 1] = 0;
        for (int lag : phiLags) {
            state[EXPECTED + lag - 1] += phi[lag - 1] * value;
        }
    }

    /** Copies the first column of the covariance; returns its place. */
    private int copyColumn(double[] state) {
        int column = stateSize() - size;
        int at = covariance();
        for (int i = 0; i < size; i++) {
            state[column + i] = state[at];
            at += i + 1;
        }
        return column;
    }

    /** Moves the covariance to the next row after an observed value. */
    private void updateCovariance(double[] state, double variance) {
        int column = copyColumn(state);
        int at = covariance();
        double farthest = 0;
        for (int i = 0; i < size; i++) {
            double factor = i + 1 < size ? state[column + i + 1] / variance : 0;
            for (int j = 0; j <= i; j++) {
                double rest = i + 1 < size ? state[at + i + 2] - factor * state[column + j + 1] : 0;
                farthest = Math.max(farthest, Math.abs(rest));
                state[at++] = rest + loadings[i] * loadings[j];
            }
        }
        if (farthest < CONVERGED) {
            at = covariance();
            for (int i = 0; i < size; i++) {
                for (int j = 0; j <= i; j++) {
                    state[at++] = loadings[i] * loadings[j];
                }
            }
            state[STEADY] = 1;
        }
    }

    /** Moves the covariance to the next row after a missing value. */
    private void predictCovariance(double[] state) {
        int column = copyColumn(state);
        int at = covariance();
        double variance = state[column];
        for (int i = 0; i < size; i++) {
            double left = phi[i] * variance + (i + 1 < size ? state[column + i + 1] : 0);
            for (int j = 0; j <= i; j++) {
                double value = left * phi[j] + loadings[i] * loadings[j];
                if (i + 1 < size) {
                    value += state[at + i + 2];
                }
                if (j + 1 < size) {
                    value += phi[i] * state[column + j + 1];
                }
                state[at++] = value;
            }
        }
    }

    /** Returns the variance of the next row for innovations of variance 1. */
    double variance(double[] state) {
        return state[STEADY] != 0 ? 1 : state[covariance()];
    }

    /** Writes the expected values of the next rows. */
    void forecast(double[] state, double[] values) {
        for (int step = 0; step < values.length; step++) {
            double value = step < size ? state[EXPECTED + step] : 0;
            for (int lag : phiLags) {
                if (lag > step) {
                    break;
                }
                value += phi[lag - 1] * values[step - lag];
            }
            values[step] = value;
        }
    }

    /** Computes the variances of the forecast errors for innovations of variance 1. */
    double[] variances(double[] state, int horizon) {
        double[] psi = new double[horizon];
        double[] variances = new double[horizon];
        double sum = 0;
        double[] weights = new double[size];
        weights[0] = 1;
        for (int step = 0; step < horizon; step++) {
            double value = step < size ? loadings[step] : 0;
            for (int lag : phiLags) {
                if (lag > step) {
                    break;
                }
                value += phi[lag - 1] * psi[step - lag];
            }
            psi[step] = value;
            if (state[STEADY] != 0) {
                sum += value * value;
                variances[step] = sum;
            } else {
                variances[step] = sum + quadratic(state, weights);
                sum += value * value;
                advance(weights);
            }
        }
        return variances;
    }

    /** Multiplies a row by the transition matrix. */
    private void advance(double[] weights) {
        double first = 0;
        for (int lag : phiLags) {
            first += phi[lag - 1] * weights[lag - 1];
        }
        System.arraycopy(weights, 0, weights, 1, size - 1);
        weights[0] = first;
    }

    private double quadratic(double[] state, double[] weights) {
        double sum = 0;
        int at = covariance();
        for (int i = 0; i < size; i++) {
            double row = 0;
            for (int j = 0; j < i; j++) {
                row += state[at++] * weights[j];
            }
            sum += weights[i] * (2 * row + state[at++] * weights[i]);
        }
        return sum;
    }
}
