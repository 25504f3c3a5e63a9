/**
 * The vocabulary that every part of ForecastJ shares.
 *
 * <p>The way through it: a {@link io.forecastj.TimeSeries} goes into a {@link io.forecastj.Forecaster}, an immutable
 * recipe whose {@code fit} returns a {@link io.forecastj.Predictor}. The predictor is immutable and thread-safe; it
 * answers {@code predict(history)} with a {@link io.forecastj.Forecast}, or opens a {@link
 * io.forecastj.PredictionSession} that takes one new row at a time. {@link io.forecastj.Baselines} has the forecasts
 * that every other one must beat, {@link io.forecastj.WalkForward} the window arithmetic of every evaluation, {@link
 * io.forecastj.Target} the change that a model learns instead of a level.
 *
 * <p>Those who write a predictor of their own extend {@link io.forecastj.AbstractPredictor} and put one series' state
 * into a {@link io.forecastj.SeriesState}; closing, sessions, validation and times are then done for them.
 */
@NullMarked
package io.forecastj;

import org.jspecify.annotations.NullMarked;
