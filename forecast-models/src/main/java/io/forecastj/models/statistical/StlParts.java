package io.forecastj.models.statistical;

/**
 * Parts of a series, which add up to it. The arrays belong to the receiver.
 *
 * @param seasonal the seasonal component of each value
 * @param trend the trend of each value
 * @param remainder the rest of each value
 * @param weights the robustness weight of each value, from 0 to 1; all 1 without outer iterations
 */
record StlParts(double[] seasonal, double[] trend, double[] remainder, double[] weights) {}
