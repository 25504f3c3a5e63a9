package io.forecastj.models.conformal;

/**
 * What the intervals of one series start from: plain numbers, shared and never changed.
 *
 * @param spreads for each target the series' spread; NaN for a series that is not known
 * @param volatilities for each target the volatility
 * @param cells for each target and step that is forecast the calibration
 */
record SeriesStart(double[] spreads, double[] volatilities, StepState[][] cells) {}
