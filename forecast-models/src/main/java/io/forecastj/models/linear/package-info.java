/**
 * Linear models in closed form, made by {@link io.forecastj.models.linear.Linear}.
 *
 * <p>{@link io.forecastj.models.linear.Linear#forecaster()} is the forecaster to try after the naive ones: a ridge
 * regression per step on the last values of one column, trained in milliseconds, often hard to beat. {@link
 * io.forecastj.models.linear.Linear#regressor} is a ridge regression on any features, for the strategies of {@link
 * io.forecastj.models.regression.Regression}.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code NormalEquations} trains the forecaster, and {@code LinearState} computes its forecasts.
 */
@NullMarked
package io.forecastj.models.linear;

import org.jspecify.annotations.NullMarked;
