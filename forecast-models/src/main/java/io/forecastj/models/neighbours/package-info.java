/**
 * Forecasts from the nearest past windows of all training series, made by {@link
 * io.forecastj.models.neighbours.NearestWindows}.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code NearestForecaster} turns the training series into {@code TrainingSeries}, whose windows {@code
 * WindowSearch} compares with the {@code Query} of a {@code NearestState}. A query keeps its nearest windows in a
 * {@code NearestHeap}, from which {@code Continuations} computes points and quantiles.
 */
@NullMarked
package io.forecastj.models.neighbours;

import org.jspecify.annotations.NullMarked;
