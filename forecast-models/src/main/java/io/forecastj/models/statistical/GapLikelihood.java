package io.forecastj.models.statistical;

/**
 * Innovations of columns in which many rows are missing, by the Kalman filter of the columns before differencing, which
 * skips these rows (Jones, Maximum Likelihood Fitting of ARMA Models to Time Series with Missing Observations,
 * Technometrics 22, 1980). The rows that differencing uses up are given, see {@link ArimaState}.
 *
 * <p>A step takes a time in proportion to the square of the size of the state. A workspace of one order and one thread.
 */
final class GapLikelihood implements Innovations {
    private final ArmaPolynomials polynomials;
    private final ArmaStart start;
    private final double[][] columns;
    private final boolean[] skipped;
    private final double[][] values;
    private double logDeterminant;

    /**
     * Creates a workspace.
     *
     * @param polynomials the polynomials, whose later coefficients are used
     * @param columns {@code [column][row]}, before differencing; not copied
     * @param skipped for each row whether it is missing; none of those that differencing uses up is
     * @param rows the number of rows after these that are not missing
     */
    GapLikelihood(ArmaPolynomials polynomials, double[][] columns, boolean[] skipped, int rows) {
        this.polynomials = polynomials;
        this.start = new ArmaStart(polynomials);
        this.columns = columns;
        this.skipped = skipped;
        this.values = new double[columns.length][rows];
    }

    @Override
    public boolean compute() {
        if (!start.compute()) {
            return false;
        }
        double[] covariance = start.covariance();
        ArimaFilter filter = new ArimaFilter(polynomials, true);
        int given = polynomials.order().lost();
        for (int c = 0; c < columns.length; c++) {
            double[] state = filter.state(given, ArimaState.expected(polynomials, columns[c]), covariance);
            int row = 0;
            double sum = 0;
            for (int t = given; t < skipped.length; t++) {
                if (skipped[t]) {
                    filter.update(state, Double.NaN);
                } else {
                    sum += Math.log(filter.variance(state));
                    values[c][row++] = filter.update(state, columns[c][t]);
                }
            }
            logDeterminant = sum;
        }
        return true;
    }

    @Override
    public double[][] values() {
        return values;
    }

    @Override
    public double logDeterminant() {
        return logDeterminant;
    }
}
