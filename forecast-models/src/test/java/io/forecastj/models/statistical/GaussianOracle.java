package io.forecastj.models.statistical;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * Likelihood and forecasts of an ARIMA series as those of a normal vector, whose covariance matrix is written down in
 * full. The first values, which differencing uses up, have a large variance; that it is finite changes results a bit.
 */
final class GaussianOracle {
    private static final double DIFFUSE = 1e7;

    private final ArimaOrder order;
    private final int rows;
    private final RealMatrix covariance;

    /**
     * Creates the matrix for innovations of variance 1.
     *
     * @param polynomials the model
     * @param rows the number of rows, later ones included
     */
    GaussianOracle(ArmaPolynomials polynomials, int rows) {
        this.order = polynomials.order();
        this.rows = rows;
        int lost = order.lost();
        double[] delta = Differences.polynomial(order);
        // each row as a sum of the first values and of the differences
        double[][] sums = new double[rows][rows];
        for (int t = 0; t < rows; t++) {
            sums[t][t] = 1;
            for (int k = 1; t >= lost && k <= lost; k++) {
                for (int j = 0; j < rows; j++) {
                    sums[t][j] -= delta[k] * sums[t - k][j];
                }
            }
        }
        double[] autocovariances = autocovariances(polynomials, rows);
        double[][] start = new double[rows][rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < rows; j++) {
                boolean both = i >= lost && j >= lost;
                start[i][j] = both ? autocovariances[Math.abs(i - j)] : i == j ? DIFFUSE : 0;
            }
        }
        RealMatrix factor = new Array2DRowRealMatrix(sums);
        this.covariance = factor.multiply(new Array2DRowRealMatrix(start)).multiply(factor.transpose());
    }

    /** Sums up the products of the weights of innovations, of which there are enough for the last to vanish. */
    private static double[] autocovariances(ArmaPolynomials polynomials, int lags) {
        double[] psi = new double[4_000];
        for (int k = 0; k < psi.length; k++) {
            psi[k] = k == 0 ? 1 : k <= polynomials.theta().length ? polynomials.theta()[k - 1] : 0;
            for (int lag = 1; lag <= Math.min(k, polynomials.phi().length); lag++) {
                psi[k] += polynomials.phi()[lag - 1] * psi[k - lag];
            }
        }
        double[] autocovariances = new double[lags];
        for (int lag = 0; lag < lags; lag++) {
            for (int k = 0; k + lag < psi.length; k++) {
                autocovariances[lag] += psi[k] * psi[k + lag];
            }
        }
        return autocovariances;
    }

    private int[] observed(double[] values) {
        return java.util.stream.IntStream.range(0, values.length)
                .filter(t -> !Double.isNaN(values[t]))
                .toArray();
    }

    /** Computes the likelihood, without the part of the large variance. */
    double logLikelihood(double[] values, double variance) {
        int[] at = observed(values);
        RealVector found = new ArrayRealVector(at.length);
        for (int i = 0; i < at.length; i++) {
            found.setEntry(i, values[at[i]]);
        }
        CholeskyDecomposition cholesky = new CholeskyDecomposition(covariance.getSubMatrix(at, at), 1e-6, 1e-12);
        double squares = found.dotProduct(cholesky.getSolver().solve(found));
        double logDeterminant = 0;
        for (int i = 0; i < at.length; i++) {
            logDeterminant += 2 * Math.log(cholesky.getL().getEntry(i, i));
        }
        logDeterminant -= order.lost() * Math.log(DIFFUSE);
        int count = at.length - order.lost();
        return -0.5 * (count * Math.log(2 * Math.PI * variance) + logDeterminant + squares / variance);
    }

    /** Computes the expected values of the later rows and their variances, in this order. */
    double[][] forecast(double[] values) {
        int[] at = observed(values);
        int horizon = rows - values.length;
        RealVector found = new ArrayRealVector(at.length);
        for (int i = 0; i < at.length; i++) {
            found.setEntry(i, values[at[i]]);
        }
        CholeskyDecomposition cholesky = new CholeskyDecomposition(covariance.getSubMatrix(at, at), 1e-6, 1e-12);
        double[][] forecast = new double[2][horizon];
        for (int step = 0; step < horizon; step++) {
            RealVector with = new ArrayRealVector(at.length);
            for (int i = 0; i < at.length; i++) {
                with.setEntry(i, covariance.getEntry(values.length + step, at[i]));
            }
            RealVector weights = cholesky.getSolver().solve(with);
            forecast[0][step] = weights.dotProduct(found);
            forecast[1][step] =
                    covariance.getEntry(values.length + step, values.length + step) - weights.dotProduct(with);
        }
        return forecast;
    }
}
