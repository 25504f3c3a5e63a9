package io.forecastj.models.statistical;

/**
 * Parts of a series with several seasons, which add up to it. The arrays belong to the receiver.
 *
 * @param seasonal the component of each season, {@code [season][value]}
 * @param trend the trend of each value
 * @param remainder the rest of each value
 */
record MstlParts(double[][] seasonal, double[] trend, double[] remainder) {}
