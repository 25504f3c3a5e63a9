/**
 * Linear models in closed form.
 *
 * <p>Start at {@link io.forecastj.models.linear.Linear}. {@link io.forecastj.models.linear.Linear#forecaster()} is the
 * forecaster to try after the naive ones: a ridge regression per step on the last values of one column, trained in
 * milliseconds, often hard to beat. {@link io.forecastj.models.linear.Linear#regressor} is a ridge regression on any
 * features, for the strategies of {@link io.forecastj.models}.
 *
 * <p>How the forecaster is trained stands in {@code NormalEquations}, how it forecasts in {@code LinearState}.
 */
@NullMarked
package io.forecastj.models.linear;

import org.jspecify.annotations.NullMarked;
