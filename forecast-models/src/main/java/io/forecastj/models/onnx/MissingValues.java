package io.forecastj.models.onnx;

/**
 * Policy for missing values: when a value that the model needs is NaN or too large for the model's type of numbers, or
 * when the model returns NaN, an infinity or an invalid probability. A model that reads a {@linkplain OnnxContext raw
 * context} needs one value of the target in it; others may be missing.
 *
 * <p>An enum, therefore immutable and thread-safe.
 */
public enum MissingValues {
    /**
     * Return a forecast without numbers: its points are NaN, it has no quantiles and no probabilities (their accessors
     * throw, with the reason), its status is {@link io.forecastj.ForecastStatus#DEGRADED}, and its reasons name the
     * missing value.
     */
    DEGRADE,
    /**
     * Throw: {@link io.forecastj.InvalidSeriesException} for a value of the series,
     * {@link io.forecastj.ForecastException} for an output of the model. The message names the value.
     */
    REFUSE
}
