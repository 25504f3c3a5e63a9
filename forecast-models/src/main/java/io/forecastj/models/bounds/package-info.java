/**
 * Bounds of forecasts: a floor, a ceiling, and whole numbers, for any forecaster or predictor.
 *
 * <p>{@link io.forecastj.models.bounds.Bounds} is the only class to know. It wraps a forecaster, such as one with
 * conformal intervals or an ensemble, or a predictor, such as an imported network.
 */
@NullMarked
package io.forecastj.models.bounds;

import org.jspecify.annotations.NullMarked;
