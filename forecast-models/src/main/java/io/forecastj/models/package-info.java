/**
 * Models that learn from features, the strategies that make forecasters of them, and saving.
 *
 * <p>A {@link io.forecastj.models.Regressor} turns {@link io.forecastj.models.Examples} into a {@link
 * io.forecastj.models.RegressionModel}, a function from a row of numbers to a number. {@link
 * io.forecastj.models.Regression} makes a forecaster of it: it says what the rows and labels are, and by its {@link
 * io.forecastj.models.Strategy} how one number becomes a forecast of many steps. To try another learner, implement
 * {@code Regressor} and leave the rest to {@code Regression}.
 *
 * <p>{@link io.forecastj.models.Predictors} saves and loads predictors of any kind. A new kind of predictor brings a
 * {@link io.forecastj.models.PredictorFormat}, a new kind of model a {@link io.forecastj.models.RegressionModelFormat}.
 * It also lets predictors stand in for one another (see {@link io.forecastj.models.fallback}), and makes a forecaster
 * of a predictor that is trained already, for a backtest or an ensemble.
 *
 * <p>Behind this surface, {@code Plan} holds what training, forecasting and saving must agree on; a {@code
 * Response} says what the models of a step learn and how their answers become values, of one column or of a bar; {@code
 * RegressionTraining} makes the examples; {@code DirectState} and {@code RecursiveState} are the arithmetic of a
 * forecast. {@code VerifiedDirectory} is all that touches the files of a saved predictor on loading.
 */
@NullMarked
package io.forecastj.models;

import org.jspecify.annotations.NullMarked;
