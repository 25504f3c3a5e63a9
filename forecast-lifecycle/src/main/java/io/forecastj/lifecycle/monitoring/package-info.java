/**
 * Watching predictors in production: their errors, their intervals, their latency and the drift of their inputs.
 *
 * <p>{@link io.forecastj.lifecycle.monitoring.Monitor} is the way in. It {@linkplain
 * io.forecastj.lifecycle.monitoring.Monitor#watch wraps} a predictor, and gives a {@link
 * io.forecastj.lifecycle.monitoring.MonitorSnapshot} when asked. Below it is the {@link
 * io.forecastj.lifecycle.monitoring.ForecastLog}, which keeps forecasts until their truth is known; it also serves
 * where several models are compared. An {@link io.forecastj.lifecycle.monitoring.InputProfile} describes the inputs in
 * training and is kept with the model; an {@link io.forecastj.lifecycle.monitoring.InputSketch} counts the live ones,
 * and those of several processes are added up.
 *
 * <p>Nothing here has a thread, raises an alarm or knows a metrics system, and memory is bounded however many series
 * come.
 */
@NullMarked
package io.forecastj.lifecycle.monitoring;

import org.jspecify.annotations.NullMarked;
