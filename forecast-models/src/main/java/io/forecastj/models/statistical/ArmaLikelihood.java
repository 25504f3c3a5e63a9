package io.forecastj.models.statistical;

import java.util.Arrays;

/**
 * Innovations of the exact Gaussian likelihood of an ARMA model, for several columns that share its parameters.
 *
 * <p>The Kalman filter of the state in {@link ArmaStart} (Gardner, Harvey and Phillips, Algorithm AS 154, Applied
 * Statistics 29, 1980) without its covariance matrix: for a stationary start the matrix changes by a matrix of rank one
 * at each step, so that a step takes a time in proportion to the size of the state (Morf, Sidhu and Kailath, Some New
 * Algorithms for Recursive Estimation in Constant, Linear, Discrete-Time Systems, IEEE Transactions on Automatic
 * Control 19, 1974; Mélard, Algorithm AS 197, Applied Statistics 33, 1984). Once the gain has converged, the
 * innovations follow from the difference equation.
 *
 * <p>A workspace of one order and one thread. Columns have no missing values.
 */
final class ArmaLikelihood implements Innovations {
    /** Change of the covariance matrix below which the gain counts as converged. */
    private static final double CONVERGED = 1e-12;

    /** Steps between checks of convergence. */
    private static final int CHECKED = 8;

    private final ArmaPolynomials polynomials;
    private final ArmaStart start;
    private final double[][] columns;
    private final int rows;
    private final int size;
    /** Innovations divided by their standard deviations, for innovations of variance 1. */
    private final double[][] innovations;

    private final double[] gain;
    /** State of each column, which moves on by one place at each step. */
    private final double[][] states;

    /** Factor of the change of the covariance matrix; it moves on as the states do. */
    private final double[] change;

    private double logDeterminant;
    /** Variance of an innovation since the gain has converged. */
    private double lastVariance;

    /**
     * Creates a workspace.
     *
     * @param polynomials the polynomials, whose later coefficients are used
     * @param columns {@code [column][row]}, of one length; not copied
     * @param rows the number of rows
     */
    ArmaLikelihood(ArmaPolynomials polynomials, double[][] columns, int rows) {
        this.polynomials = polynomials;
        this.start = new ArmaStart(polynomials);
        this.columns = columns;
        this.rows = rows;
        this.size = start.size();
        this.innovations = new double[columns.length][rows];
        this.gain = new double[size];
        this.states = new double[columns.length][rows + size + 1];
        this.change = new double[rows + size + 1];
    }

    @Override
    public double[][] values() {
        return innovations;
    }

    @Override
    public double logDeterminant() {
        return logDeterminant;
    }

    @Override
    public boolean compute() {
        logDeterminant = 0;
        if (size == 1 && polynomials.phi().length == 0) {
            for (int c = 0; c < columns.length; c++) {
                System.arraycopy(columns[c], 0, innovations[c], 0, rows);
            }
            return true;
        }
        if (!start.compute()) {
            return false;
        }
        int converged = exact();
        if (converged < rows) {
            int steady = Math.min(rows, converged + size);
            steadyGain(converged, steady);
            differenceEquation(steady);
        }
        return true;
    }

    /** Filters until the gain has converged; returns the number of rows taken. */
    private int exact() {
        double variance = start.variance();
        System.arraycopy(start.gain(), 0, gain, 0, size);
        System.arraycopy(gain, 0, change, 0, size);
        Arrays.fill(change, size, change.length, 0);
        double factor = -1 / variance;
        for (double[] state : states) {
            Arrays.fill(state, 0);
        }
        double[] phi = polynomials.phi();
        int[] lags = polynomials.phiLags();
        double product = 1;
        for (int t = 0; t < rows; t++) {
            product *= variance;
            if (product > 1e200 || product < 1e-200) {
                logDeterminant += Math.log(product);
                product = 1;
            }
            double inverse = 1 / variance;
            double root = Math.sqrt(inverse);
            for (int c = 0; c < columns.length; c++) {
                step(states[c], t, columns[c][t], inverse, root, innovations[c], gain);
            }
            double first = change[t];
            if (first == 0) {
                continue;
            }
            double scaled = first * inverse;
            double weight = factor * first;
            int from = t + 1;
            for (int lag : lags) {
                change[t + lag] += phi[lag - 1] * first;
            }
            for (int i = 0; i < size; i++) {
                double moved = change[from + i];
                double old = gain[i];
                gain[i] = old + weight * moved;
                change[from + i] = moved - old * scaled;
            }
            variance += weight * first;
            factor -= weight * weight / variance;
            if (t % CHECKED == 0 && change(from) * -factor < CONVERGED) {
                logDeterminant += Math.log(product);
                logDeterminant += Math.log(variance) * (rows - t - 1);
                lastVariance = variance;
                return t + 1;
            }
        }
        logDeterminant += Math.log(product);
        return rows;
    }

    private double change(int from) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += change[from + i] * change[from + i];
        }
        return sum;
    }

    private void step(
            double[] state, int t, double value, double inverse, double root, double[] column, double[] gains) {
        double innovation = value - state[t];
        column[t] = innovation * root;
        double first = state[t];
        double[] phi = polynomials.phi();
        for (int lag : polynomials.phiLags()) {
            state[t + lag] += phi[lag - 1] * first;
        }
        double weight = innovation * inverse;
        int from = t + 1;
        for (int i = 0; i < size; i++) {
            state[from + i] += gains[i] * weight;
        }
    }

    /** Filters with a constant gain. */
    private void steadyGain(int from, int to) {
        double inverse = 1 / lastVariance;
        double root = Math.sqrt(inverse);
        for (int t = from; t < to; t++) {
            for (int c = 0; c < columns.length; c++) {
                step(states[c], t, columns[c][t], inverse, root, innovations[c], gain);
            }
        }
    }

    /** Computes innovations from earlier ones, all of them computed with the constant gain. */
    private void differenceEquation(int from) {
        double root = Math.sqrt(1 / lastVariance);
        double[] phi = polynomials.phi();
        double[] theta = polynomials.theta();
        int[] phiLags = polynomials.phiLags();
        int[] thetaLags = polynomials.thetaLags();
        for (int c = 0; c < columns.length; c++) {
            double[] column = columns[c];
            double[] result = innovations[c];
            for (int t = from; t < rows; t++) {
                double sum = column[t];
                for (int lag : phiLags) {
                    sum -= phi[lag - 1] * column[t - lag];
                }
                sum *= root;
                for (int lag : thetaLags) {
                    sum -= theta[lag - 1] * result[t - lag];
                }
                result[t] = sum;
            }
        }
    }
}
