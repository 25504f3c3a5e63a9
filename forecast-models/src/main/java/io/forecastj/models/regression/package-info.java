/**
 * Forecasters by regression: models with one output per row become forecasters of many steps.
 *
 * <p>A {@link io.forecastj.models.regression.Regressor} trains a {@link io.forecastj.models.regression.RegressionModel}
 * on {@link io.forecastj.models.regression.Examples}. {@link io.forecastj.models.regression.Regression} makes a
 * forecaster from it: it defines the rows and the labels, and the {@link io.forecastj.models.regression.Strategy}
 * defines how single outputs become a forecast of many steps.
 *
 * <p>To use another learner, implement {@code Regressor} and use it with {@code Regression}; a {@link
 * io.forecastj.models.regression.RegressionModelFormat} saves its models.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code RegressionPlan} holds the structure that training, forecasting and saving share. A {@code Response} defines
 * what the models of a step learn and how their answers become values of one column or of a bar. {@code
 * RegressionTraining} makes the examples. {@code DirectState} and {@code RecursiveState} compute forecasts.
 */
@NullMarked
package io.forecastj.models.regression;

import org.jspecify.annotations.NullMarked;
