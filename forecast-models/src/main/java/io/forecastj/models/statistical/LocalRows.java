package io.forecastj.models.statistical;

/**
 * Rows of one series that a model is estimated from.
 *
 * <p>Immutable by agreement: the arrays are not copied and not changed.
 *
 * @param values the values, NaN where one is missing; the first one is not
 * @param regressors {@code [regressor][row]}, empty if there are none
 */
record LocalRows(double[] values, double[][] regressors) {
    int length() {
        return values.length;
    }
}
