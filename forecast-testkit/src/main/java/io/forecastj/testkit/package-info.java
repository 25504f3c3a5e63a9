/**
 * Contracts of the types in {@code forecast-api}, as JUnit tests. Each contract is an abstract class: extend it in your
 * tests, supply the implementation and a series, and JUnit runs its promises.
 *
 * <ul>
 *   <li>{@link io.forecastj.testkit.PredictorContract} for predictors and their sessions
 *   <li>{@link io.forecastj.testkit.ForecasterContract} for forecasters, which fit predictors
 *   <li>{@link io.forecastj.testkit.PatternRecognizerContract} for pattern recognizers and their sessions
 * </ul>
 *
 * <p>A promise that does not apply to an implementation, such as saving, is skipped with the reason. The contracts of
 * features, regressors and formats are in the module {@code forecast-testkit-models}.
 */
@NullMarked
package io.forecastj.testkit;

import org.jspecify.annotations.NullMarked;
