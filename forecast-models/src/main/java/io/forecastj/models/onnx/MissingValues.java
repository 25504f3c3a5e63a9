package io.forecastj.models.onnx;

/**
 * What to do when a value that a model needs is missing (NaN) or too large for the model's type of numbers, or when the
 * model itself answers with something that is no number or no probability.
 */
public enum MissingValues {
    /**
     * Answer, but without numbers: a forecast's points are NaN, it has no quantiles and no probabilities (asking for
     * them throws, with the reason), its status is {@link io.forecastj.ForecastStatus#DEGRADED} and its reasons name
     * what is missing.
     */
    DEGRADE,
    /**
     * Throw: {@link io.forecastj.InvalidSeriesException} for a value of the series, {@link
     * io.forecastj.ForecastException} for an answer of the model. The message names it.
     */
    REFUSE
}
