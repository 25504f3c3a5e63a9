package io.forecastj.models.linear;

import java.util.Map;

/**
 * Coefficients of an autoregression. Immutable by agreement: the arrays are not changed.
 *
 * @param lags the lags, increasing
 * @param centreRows the number of last rows whose mean is the centre
 * @param logarithm whether the values are logarithms
 * @param pooled the coefficients of all series together, one for each lag
 * @param bySeries the coefficients of the series that have some, by id
 */
record AutoregressionModel(
        int[] lags, int centreRows, boolean logarithm, double[] pooled, Map<String, Coefficients> bySeries) {
    /**
     * Coefficients of one series.
     *
     * @param values one for each lag
     * @param low the least training value, on the scale of the model
     * @param high the greatest one
     */
    record Coefficients(double[] values, double low, double high) {}

    /** Returns the coefficients of a series; those of all series together, with an empty range, if it has none. */
    Coefficients of(String id) {
        Coefficients own = bySeries.get(id);
        return own != null ? own : new Coefficients(pooled, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }

    /** Returns the number of last rows that a forecast uses. */
    int memory() {
        return Math.max(centreRows, lags[lags.length - 1]);
    }
}
