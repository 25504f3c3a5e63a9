/**
 * Watching predictors in production: their errors, their intervals, their latency and the drift of their inputs.
 */
@NullMarked
package io.forecastj.lifecycle.monitoring;

import org.jspecify.annotations.NullMarked;
