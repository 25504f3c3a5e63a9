package io.forecastj.models.statistical;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Standard errors of estimated coefficients, from the curvature of the log-likelihood, computed by differences.
 * Stateless and thread-safe.
 */
final class ArimaErrors {
    private static final double STEP = 1e-3;

    private ArimaErrors() {}

    /**
     * Computes the standard errors of the coefficients of the polynomials.
     *
     * @param regression the likelihood
     * @param free the free numbers at which it is largest
     * @return the errors in the order of the coefficients, NaN where the likelihood is flat or not largest
     */
    static double[] of(ArimaRegression regression, double[] free) {
        int size = free.length;
        double[] errors = new double[size];
        if (size == 0) {
            return errors;
        }
        Arrays.fill(errors, Double.NaN);
        double[][] curvature = new double[size][size];
        double centre = at(regression, free, -1, 0, -1, 0);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double value = i == j
                        ? at(regression, free, i, STEP, -1, 0) - 2 * centre + at(regression, free, i, -STEP, -1, 0)
                        : 0.25
                                * (at(regression, free, i, STEP, j, STEP)
                                        - at(regression, free, i, STEP, j, -STEP)
                                        - at(regression, free, i, -STEP, j, STEP)
                                        + at(regression, free, i, -STEP, j, -STEP));
                curvature[i][j] = -value / (STEP * STEP);
                curvature[j][i] = curvature[i][j];
            }
        }
        LUDecomposition decomposition = new LUDecomposition(new Array2DRowRealMatrix(curvature, false), 1e-12);
        if (!decomposition.getSolver().isNonSingular()) {
            return errors;
        }
        RealMatrix covariance = decomposition.getSolver().getInverse();
        double[][] slopes = slopes(regression.polynomials(), free);
        for (int i = 0; i < size; i++) {
            double variance = 0;
            for (int j = 0; j < size; j++) {
                for (int k = 0; k < size; k++) {
                    variance += slopes[j][i] * covariance.getEntry(j, k) * slopes[k][i];
                }
            }
            errors[i] = variance >= 0 && Double.isFinite(variance) ? Math.sqrt(variance) : Double.NaN;
        }
        regression.polynomials().setFree(free);
        return errors;
    }

    private static double at(ArimaRegression regression, double[] free, int i, double first, int j, double second) {
        double[] moved = free.clone();
        if (i >= 0) {
            moved[i] += first;
        }
        if (j >= 0) {
            moved[j] += second;
        }
        regression.polynomials().setFree(moved);
        return regression.compute() ? regression.logLikelihood() : Double.NaN;
    }

    /** Computes the derivatives of the coefficients: {@code [free number][coefficient]}. */
    private static double[][] slopes(ArmaPolynomials polynomials, double[] free) {
        double[][] slopes = new double[free.length][];
        for (int i = 0; i < free.length; i++) {
            double[] moved = free.clone();
            moved[i] += STEP / 2;
            double[] above = polynomials.setFree(moved).coefficients().clone();
            moved[i] -= STEP;
            double[] below = polynomials.setFree(moved).coefficients();
            slopes[i] = new double[free.length];
            for (int k = 0; k < free.length; k++) {
                slopes[i][k] = (above[k] - below[k]) / STEP;
            }
        }
        return slopes;
    }
}
