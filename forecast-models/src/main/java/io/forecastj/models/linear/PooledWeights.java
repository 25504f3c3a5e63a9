package io.forecastj.models.linear;

import java.util.Map;

/**
 * Weights of a pooled linear forecaster. Immutable by agreement: the arrays are not changed.
 *
 * @param lookback the number of last rows that a forecast uses
 * @param centreRows the number of last rows whose mean is the centre
 * @param logarithm whether the values are logarithms
 * @param all the weights of all series together, {@code [lag, the oldest first][step - 1]}
 * @param bySeries those of the series that have some, by id
 */
record PooledWeights(
        int lookback, int centreRows, boolean logarithm, double[][] all, Map<String, double[][]> bySeries) {
    /** Returns the weights of a series. */
    double[][] of(String id) {
        return bySeries.getOrDefault(id, all);
    }
}
