/**
 * Forecasting in Kafka Streams: rows of many series in, a forecast for each of them out.
 *
 * <p>Begin with {@link io.forecastj.kafka.ForecastStreams}, which makes the processor for a topology. {@link
 * io.forecastj.kafka.StreamRow} and {@link io.forecastj.kafka.ModelSwitch} are what it takes, {@link
 * io.forecastj.kafka.StreamForecast} what it answers, {@link io.forecastj.kafka.LateRows} a policy.
 *
 * <p>A predictor for a stream is fitted or loaded as any other. Rows that are wrong, late, repeated or absent are
 * answered by policy, and never stop the stream.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code KeyedSeries} is one series, without Kafka: what a row does to its session, its kept rows and the forecasts
 * that wait. {@code ForecastProcessor} keeps the series of a task in a state store, and writes each after its row, so
 * that nothing depends on which sessions are open. {@code StreamModels} loads the versions for all tasks of an
 * application.
 */
@NullMarked
package io.forecastj.kafka;

import org.jspecify.annotations.NullMarked;
