/**
 * Forecasting in Kafka Streams: rows of many series in, a forecast for each of them out.
 *
 * <p>Begin with {@link io.forecastj.kafka.ForecastStreams}, which makes the processor for a topology of a {@link
 * io.forecastj.streams.StreamForecasting}. The package {@link io.forecastj.streams} has the rows and the answers.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code ForecastProcessor} runs a {@link io.forecastj.streams.StreamTask} on a state store, {@code KeyValueStates}.
 */
@NullMarked
package io.forecastj.kafka;

import org.jspecify.annotations.NullMarked;
