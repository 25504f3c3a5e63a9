package io.forecastj.models.statistical;

import java.util.Arrays;

/**
 * Minimises a sum of squares by the method of Levenberg and Marquardt (Marquardt, An Algorithm for Least-Squares
 * Estimation of Nonlinear Parameters, SIAM Journal on Applied Mathematics 11, 1963), with the damping of Nielsen,
 * Damping Parameter in Marquardt's Method, Technical University of Denmark, 1999. Derivatives are differences.
 *
 * <p>Deterministic; one search and one thread.
 */
final class LevenbergMarquardt {
    private static final double STEP = 1e-6;
    private static final double FIRST_DAMPING = 1e-3;
    private static final double LARGEST_DAMPING = 1e12;
    /** Longest move of a number: far from 0 the functions minimised here hardly vary. */
    private static final double LONGEST = 1;

    private final Residuals function;
    private final int size;
    private final double[][] slopes;
    private final double[][] normal;
    private final double[] gradient;
    private final double[] residuals;
    private final double[] trialResiduals;
    private final double[] trial;
    private final double[] move;

    private LevenbergMarquardt(Residuals function, int size) {
        this.function = function;
        this.size = size;
        this.slopes = new double[size][function.count()];
        this.normal = new double[size][size];
        this.gradient = new double[size];
        this.residuals = new double[function.count()];
        this.trialResiduals = new double[function.count()];
        this.trial = new double[size];
        this.move = new double[size];
    }

    /** Function of several numbers whose squares are added up. */
    interface Residuals {
        /** Returns the number of residuals. */
        int count();

        /**
         * Computes the residuals.
         *
         * @param point the numbers, not changed
         * @param residuals receives the residuals
         * @return the sum of their squares; NaN where the function is not defined
         */
        double compute(double[] point, double[] residuals);
    }

    /**
     * Searches from a point.
     *
     * @param function the function, defined at the start
     * @param point the start; receives the best point found
     * @param tolerance the relative decrease of the sum below which the search ends
     * @param iterations the largest number of steps
     * @return the sum at the best point, NaN if the function is not defined at the start
     */
    static double minimise(Residuals function, double[] point, double tolerance, int iterations) {
        LevenbergMarquardt search = new LevenbergMarquardt(function, point.length);
        double sum = function.compute(point, search.residuals);
        return point.length == 0 || Double.isNaN(sum) ? sum : search.run(point, sum, tolerance, iterations);
    }

    private double run(double[] point, double start, double tolerance, int iterations) {
        double sum = start;
        double damping = FIRST_DAMPING;
        double growth = 2;
        boolean linearised = false;
        for (int iteration = 0; iteration < iterations && damping < LARGEST_DAMPING; iteration++) {
            if (!linearised) {
                linearise(point);
                linearised = true;
            }
            double expected = solve(damping);
            if (!(expected > tolerance * sum)) {
                return sum;
            }
            for (int i = 0; i < size; i++) {
                trial[i] = point[i] + move[i];
            }
            double next = function.compute(trial, trialResiduals);
            if (next < sum) {
                System.arraycopy(trial, 0, point, 0, size);
                System.arraycopy(trialResiduals, 0, residuals, 0, residuals.length);
                double ratio = (sum - next) / expected;
                boolean flat = sum - next <= tolerance * sum;
                sum = next;
                if (flat) {
                    return sum;
                }
                double away = 2 * ratio - 1;
                damping *= Math.max(1.0 / 3, 1 - away * away * away);
                growth = 2;
                linearised = false;
            } else {
                damping *= growth;
                growth *= 2;
            }
        }
        return sum;
    }

    private void linearise(double[] point) {
        System.arraycopy(point, 0, trial, 0, size);
        for (int i = 0; i < size; i++) {
            double step = point[i] > 0 ? -STEP : STEP;
            trial[i] = point[i] + step;
            double sum = function.compute(trial, trialResiduals);
            trial[i] = point[i];
            double[] slope = slopes[i];
            if (Double.isNaN(sum)) {
                Arrays.fill(slope, 0);
            } else {
                for (int t = 0; t < slope.length; t++) {
                    slope[t] = (trialResiduals[t] - residuals[t]) / step;
                }
            }
            gradient[i] = -ArimaColumns.product(slope, residuals);
            for (int j = 0; j <= i; j++) {
                normal[i][j] = ArimaColumns.product(slope, slopes[j]);
                normal[j][i] = normal[i][j];
            }
        }
    }

    /** Computes the next move by the method of Cholesky; returns the decrease that the linear model expects. */
    private double solve(double damping) {
        double largest = 0;
        for (int i = 0; i < size; i++) {
            largest = Math.max(largest, normal[i][i]);
        }
        if (!(largest > 0)) {
            return 0;
        }
        double[][] lower = new double[size][size];
        double[] scale = new double[size];
        for (int i = 0; i < size; i++) {
            scale[i] = damping * Math.max(normal[i][i], 1e-6 * largest);
            for (int j = 0; j <= i; j++) {
                double sum = normal[i][j] + (i == j ? scale[i] : 0);
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-14 * largest)) : sum / lower[j][j];
            }
        }
        for (int i = 0; i < size; i++) {
            double sum = gradient[i];
            for (int k = 0; k < i; k++) {
                sum -= lower[i][k] * move[k];
            }
            move[i] = sum / lower[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            double sum = move[i];
            for (int k = i + 1; k < size; k++) {
                sum -= lower[k][i] * move[k];
            }
            move[i] = sum / lower[i][i];
        }
        double slope = 0;
        double penalty = 0;
        double longest = 0;
        for (int i = 0; i < size; i++) {
            slope += move[i] * gradient[i];
            penalty += move[i] * scale[i] * move[i];
            longest = Math.max(longest, Math.abs(move[i]));
        }
        double part = Math.min(1, LONGEST / longest);
        for (int i = 0; i < size; i++) {
            move[i] *= part;
        }
        return part * (2 * slope - part * (slope - penalty));
    }
}
