/**
 * Forecasters by regression: any function from a row of numbers to a number becomes a forecaster of many steps.
 *
 * <p>A {@link io.forecastj.models.regression.Regressor} turns {@link io.forecastj.models.regression.Examples} into a
 * {@link io.forecastj.models.regression.RegressionModel}. {@link io.forecastj.models.regression.Regression} makes a
 * forecaster of it: it defines the rows and the labels, and by its {@link io.forecastj.models.regression.Strategy} how
 * one number becomes a forecast of many steps. To try another learner, implement {@code Regressor} and leave the rest
 * to {@code Regression}; a {@link io.forecastj.models.regression.RegressionModelFormat} saves its models.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code RegressionPlan} holds what training, forecasting and saving must agree on; a {@code Response} is what the
 * models of a step learn and how their answers become values, of one column or of a bar; {@code RegressionTraining}
 * makes the examples; {@code DirectState} and {@code RecursiveState} are the arithmetic of a forecast.
 */
@NullMarked
package io.forecastj.models.regression;

import org.jspecify.annotations.NullMarked;
