/**
 * Forecasting in streams, without an engine: what records are, what becomes of each, and the state of a series.
 *
 * <p>Begin with {@link io.forecastj.streams.StreamForecasting}, and with the package of the engine that runs it, {@code
 * io.forecastj.kafka} or {@code io.forecastj.flink}. {@link io.forecastj.streams.StreamRow} and {@link
 * io.forecastj.streams.ModelSwitch} are what a stream takes, {@link io.forecastj.streams.StreamForecast} what it
 * answers, {@link io.forecastj.streams.LateRows} a policy, {@link io.forecastj.streams.StreamJson} the JSON of all of
 * them.
 *
 * <p>A predictor for a stream is fitted or loaded as any other. Rows that are wrong, late, repeated or absent are
 * answered by policy, and never stop the stream.
 *
 * <h2>For adapters of engines</h2>
 *
 * <p>{@link io.forecastj.streams.StreamTask} answers the records of one task, and keeps its state in {@link
 * io.forecastj.streams.StreamStates}, which an adapter implements on the state of its engine.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code KeyedSeries} is one series: what a row does to its session, its kept rows and the forecasts that wait.
 * {@code StreamTask} writes its state after each row, so that nothing depends on which sessions are open. {@code
 * StreamModels} loads the versions for all tasks of a forecasting.
 */
@NullMarked
package io.forecastj.streams;

import org.jspecify.annotations.NullMarked;
