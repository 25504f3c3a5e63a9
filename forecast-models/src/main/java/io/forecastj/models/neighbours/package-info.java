/**
 * Forecasts from the nearest past windows of all training series, made by {@link
 * io.forecastj.models.neighbours.NearestWindows}.
 *
 * <p>{@link io.forecastj.models.neighbours.NearestWindows#forecaster()} suits many series whose shapes recur: a
 * forecast averages what followed the past windows that look most like the last rows. Column, lookback and horizon must
 * be set. A fit is quick, a forecast reads all training rows, and the series need not have been seen in training.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code NearestForecaster} turns the training series into {@code MeasuredSeries}, whose windows {@code
 * WindowSearch} compares with the {@code Query} of a {@code NearestState}. A query keeps its nearest windows in a
 * {@code NearestHeap}, from which {@code Continuations} computes points and quantiles.
 */
@NullMarked
package io.forecastj.models.neighbours;

import org.jspecify.annotations.NullMarked;
