/**
 * Contracts of features, regressors, regression models and formats of predictors, as JUnit tests. Each contract is an
 * abstract class: extend it in your tests, supply the implementation and what it works on, and JUnit runs its promises.
 *
 * <ul>
 *   <li>{@link io.forecastj.testkit.models.FeatureContract} for a feature and its kernel
 *   <li>{@link io.forecastj.testkit.models.RegressorContract} for a recipe that trains models of rows
 *   <li>{@link io.forecastj.testkit.models.RegressionModelContract} for such a model, however it was made
 *   <li>{@link io.forecastj.testkit.models.PredictorFormatContract} for the format that saves a kind of predictor
 * </ul>
 *
 * <p>The contracts of predictors, forecasters and recognizers of patterns are in {@code forecast-testkit}.
 */
@NullMarked
package io.forecastj.testkit.models;

import org.jspecify.annotations.NullMarked;
