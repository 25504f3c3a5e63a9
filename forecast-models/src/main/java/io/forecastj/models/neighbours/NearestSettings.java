package io.forecastj.models.neighbours;

/**
 * Settings that a fitted model keeps.
 *
 * @param lookback the number of rows of a window
 * @param horizon the number of rows after a window that it must have
 * @param centreRows the number of last rows whose mean is the level of a window, at most the lookback
 * @param neighbours the largest number of windows that a forecast averages
 * @param ownFactor the factor of the squared distance to windows of the series that is forecast
 * @param logarithms whether values are replaced by their logarithms
 */
record NearestSettings(
        int lookback, int horizon, int centreRows, int neighbours, double ownFactor, boolean logarithms) {
    /** Returns the value that windows hold for a value of the column. */
    double in(double value) {
        return logarithms ? Math.log(value) : value;
    }

    /** Returns the inverse of {@link #in}. */
    double out(double value) {
        return logarithms ? Math.exp(value) : value;
    }
}
