/**
 * Contracts of features, regressors, regression models and formats of predictors, as JUnit tests. Each contract is an
 * abstract class: extend it in your tests, supply the implementation and its input, and JUnit runs its promises.
 *
 * <ul>
 *   <li>{@link io.forecastj.testkit.models.FeatureContract} for a feature and its kernel
 *   <li>{@link io.forecastj.testkit.models.RegressorContract} for a regressor, which trains regression models
 *   <li>{@link io.forecastj.testkit.models.RegressionModelContract} for a regression model, however it was made
 *   <li>{@link io.forecastj.testkit.models.PredictorFormatContract} for the format that saves a kind of predictor
 * </ul>
 *
 * <p>The contracts of predictors, forecasters and pattern recognizers are in {@code forecast-testkit}.
 */
@NullMarked
package io.forecastj.testkit.models;

import org.jspecify.annotations.NullMarked;
