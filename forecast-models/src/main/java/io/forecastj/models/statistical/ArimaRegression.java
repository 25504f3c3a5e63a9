package io.forecastj.models.statistical;

/**
 * Exact likelihood of a regression with ARIMA errors, in which the regression coefficients and the variance take their
 * most likely values for given polynomials.
 *
 * <p>The innovations of the series are made orthogonal to those of the other columns by Gram and Schmidt's modified
 * method, which is generalised least squares. The likelihood is then that of a sum of squares: multiplied by a power of
 * the determinant it is smallest where the likelihood is largest (Ansley, An Algorithm for the Exact Likelihood of a
 * Mixed Autoregressive-Moving Average Process, Biometrika 66, 1979).
 *
 * <p>A workspace of one order and one thread.
 */
final class ArimaRegression implements LevenbergMarquardt.Residuals {
    /** Smallest mean square of the residuals of a series scaled to 1: rounding errors look like this. */
    private static final double EXACT = 1e-28;

    private final ArimaColumns data;
    private final ArmaPolynomials polynomials;
    private final Innovations likelihood;
    /** The triangular factor of the regression, {@code [row][column]}. */
    private final double[][] factor;

    private double squares;
    private double logDeterminant;

    ArimaRegression(ArimaColumns data, ArimaOrder order) {
        this.data = data;
        this.polynomials = new ArmaPolynomials(order);
        this.likelihood = data.skipped().length > 0
                ? new GapLikelihood(polynomials, data.columns(), data.skipped(), data.rows())
                : new ArmaLikelihood(polynomials, data.columns(), data.rows());
        this.factor = new double[data.columns().length][data.columns().length];
    }

    ArmaPolynomials polynomials() {
        return polynomials;
    }

    @Override
    public int count() {
        return data.rows();
    }

    @Override
    public double compute(double[] free, double[] residuals) {
        polynomials.setFree(free);
        if (!compute()) {
            return Double.NaN;
        }
        double root = Math.exp(logDeterminant / (2 * data.observations()));
        double[] last = likelihood.values()[data.explanatory()];
        for (int t = 0; t < residuals.length; t++) {
            residuals[t] = last[t] * root;
        }
        return Math.max(squares, EXACT * data.observations()) * root * root;
    }

    /** Computes the likelihood for the current coefficients of the polynomials; false if they are not stationary. */
    boolean compute() {
        if (!likelihood.compute()) {
            return false;
        }
        double[][] columns = likelihood.values();
        int last = data.explanatory();
        double determinant = likelihood.logDeterminant();
        for (int i = 0; i < last; i++) {
            double length = Math.sqrt(ArimaColumns.product(columns[i], columns[i]));
            if (!(length > 0)) {
                return false;
            }
            factor[i][i] = length;
            if (i < data.missing()) {
                determinant += 2 * Math.log(length);
            }
            for (int t = 0; t < columns[i].length; t++) {
                columns[i][t] /= length;
            }
            for (int j = i + 1; j <= last; j++) {
                factor[i][j] = ArimaColumns.product(columns[i], columns[j]);
                ArimaColumns.subtract(columns[j], columns[i], factor[i][j]);
            }
        }
        squares = ArimaColumns.product(columns[last], columns[last]);
        logDeterminant = determinant;
        return Double.isFinite(squares) && Double.isFinite(determinant);
    }

    /** Returns the logarithm of the likelihood as last computed, of the series in its own scale. */
    double logLikelihood() {
        int count = data.observations();
        double variance = Math.max(squares / count, EXACT);
        return -0.5 * (count * (Math.log(2 * Math.PI * variance) + 1) + logDeterminant)
                - count * Math.log(data.scale());
    }

    /** Returns the most likely variance of an innovation as last computed, of the series in its own scale. */
    double variance() {
        return squares / data.observations() * data.scale() * data.scale();
    }

    /** Returns whether the last residuals are no larger than rounding errors. */
    boolean exact() {
        return squares <= EXACT * data.observations();
    }

    /** Returns the coefficients of all columns before the series as last computed, in its own scale. */
    double[] estimates() {
        int last = data.explanatory();
        double[] estimates = new double[last];
        for (int i = last - 1; i >= 0; i--) {
            double sum = factor[i][last];
            for (int j = i + 1; j < last; j++) {
                sum -= factor[i][j] * estimates[j];
            }
            estimates[i] = sum / factor[i][i];
        }
        for (int i = 0; i < last; i++) {
            estimates[i] *= data.scale();
        }
        return estimates;
    }

    /**
     * Returns the covariance matrix of {@link #estimates} for an innovation variance of 1, the inverse of the product
     * of the triangular factor with itself.
     */
    double[][] covariance() {
        int last = data.explanatory();
        double[][] inverse = new double[last][last];
        for (int column = 0; column < last; column++) {
            for (int i = column; i >= 0; i--) {
                double sum = i == column ? 1 : 0;
                for (int j = i + 1; j <= column; j++) {
                    sum -= factor[i][j] * inverse[j][column];
                }
                inverse[i][column] = sum / factor[i][i];
            }
        }
        double[][] covariance = new double[last][last];
        for (int i = 0; i < last; i++) {
            for (int j = 0; j < last; j++) {
                for (int k = Math.max(i, j); k < last; k++) {
                    covariance[i][j] += inverse[i][k] * inverse[j][k];
                }
            }
        }
        return covariance;
    }
}
