/**
 * Scores of forecasts, as static functions of arrays.
 *
 * <p>{@link io.forecastj.metrics.PointMetrics} scores point forecasts, such as by {@code mae} and {@code mase}. {@link
 * io.forecastj.metrics.ProbabilisticMetrics} scores quantiles, intervals, samples and distributions.
 */
@NullMarked
package io.forecastj.metrics;

import org.jspecify.annotations.NullMarked;
