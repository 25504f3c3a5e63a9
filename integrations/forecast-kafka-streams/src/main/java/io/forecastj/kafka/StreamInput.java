package io.forecastj.kafka;

/**
 * A record that forecasting in a stream takes: a {@link StreamRow} of the series with the record's key, or a {@link
 * ModelSwitch} for the partition of the record.
 *
 * <p>Immutable and thread-safe. {@link ForecastStreams#inputSerde()} reads and writes both. Bytes that are neither
 * become an input that is answered as {@link StreamForecast.Outcome#INVALID}, so that they do not end a stream.
 */
public sealed interface StreamInput permits StreamRow, ModelSwitch, UnreadableInput {}
