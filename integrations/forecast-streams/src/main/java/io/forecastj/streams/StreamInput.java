package io.forecastj.streams;

/**
 * A record that forecasting in a stream takes: a {@link StreamRow} of the series with the record's key, or a {@link
 * ModelSwitch}.
 *
 * <p>Immutable and thread-safe. {@link StreamJson} reads and writes both. Bytes that are neither
 * become an input that is answered as {@link StreamForecast.Outcome#INVALID}, so that they do not end a stream.
 */
public sealed interface StreamInput permits StreamRow, ModelSwitch, UnreadableInput {}
