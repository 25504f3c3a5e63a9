package io.forecastj.models.onnx;

/** What to do when a value that a model needs is missing (NaN) or too large for the model's type of numbers. */
public enum MissingValues {
    /**
     * Answer, but without numbers: a forecast's points are NaN, it has no quantiles and no probabilities, its status is
     * {@link io.forecastj.ForecastStatus#DEGRADED} and its reasons name what is missing.
     */
    DEGRADE,
    /** Throw {@link io.forecastj.InvalidSeriesException}, whose message names what is missing. */
    REFUSE
}
