/**
 * Linear models in closed form, made by {@link io.forecastj.models.linear.Linear}, {@link
 * io.forecastj.models.linear.PooledLinear} and {@link io.forecastj.models.linear.Autoregression}.
 *
 * <p>{@link io.forecastj.models.linear.Linear#forecaster()} is the forecaster to try after the naive ones: a ridge
 * regression per step on the last values of one column, trained in milliseconds, often hard to beat. Many similar
 * series are forecast better by weights for each of them that are drawn to common ones: {@link
 * io.forecastj.models.linear.PooledLinear#forecaster()} has weights of all steps on a window, {@link
 * io.forecastj.models.linear.Autoregression#forecaster()} has coefficients of the next step at chosen lags. {@link
 * io.forecastj.models.linear.Linear#regressor} is a ridge regression on any features, for the strategies of {@link
 * io.forecastj.models.regression.Regression}.
 *
 * <p>{@code robust(rounds)} of each forecaster weights rows by their errors, so that outliers count less. {@code
 * docs/models.md} compares these models with others.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code NormalEquations} trains the forecaster of {@code Linear}, and {@code LinearState} computes its forecasts.
 *
 * <p>The two for many series share their training: {@code PanelSeries} brings the series to a common scale, {@code
 * TrainingRows} are the windows or lags of one of them, {@code RidgeSums} are the normal equations of weighted rows,
 * and {@code PooledFit} solves them for all series and for each. A {@code ValueRing} holds the last values of a
 * session.
 */
@NullMarked
package io.forecastj.models.linear;

import org.jspecify.annotations.NullMarked;
