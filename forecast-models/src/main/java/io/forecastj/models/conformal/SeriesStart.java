package io.forecastj.models.conformal;

/**
 * Start of the intervals of one series: plain numbers, shared and never changed.
 *
 * @param spreads the series' spread for each target; NaN for an unknown series
 * @param volatilities the volatility for each target
 * @param cells the calibration for each target and forecast step
 */
record SeriesStart(double[] spreads, double[] volatilities, StepState[][] cells) {}
