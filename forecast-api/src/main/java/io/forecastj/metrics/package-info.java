/**
 * Plain functions that score forecasts: no state, arrays in, a number out. Start at {@link
 * io.forecastj.metrics.PointMetrics}; {@link io.forecastj.metrics.ProbabilisticMetrics} scores what a forecast says of
 * its own uncertainty.
 */
@NullMarked
package io.forecastj.metrics;

import org.jspecify.annotations.NullMarked;
