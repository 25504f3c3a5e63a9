/**
 * Explanations of predictors and of their forecasts.
 *
 * <p>Start at {@link io.forecastj.models.explain.Explain}.
 */
@NullMarked
package io.forecastj.models.explain;

import org.jspecify.annotations.NullMarked;
