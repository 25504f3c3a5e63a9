/** Plain functions that score forecasts: no state, arrays in, a number out. Start at {@link io.forecastj.metrics.PointMetrics}. */
@NullMarked
package io.forecastj.metrics;

import org.jspecify.annotations.NullMarked;
