/**
 * Gradient boosting: LightGBM trains natively, its models are read, proved well-formed and evaluated in Java.
 *
 * <p>{@link io.forecastj.models.lightgbm.LightGbm} is the entry: {@code forecaster()} starts a forecaster, {@code
 * parameters()} the settings, {@code regressor(...)} trains on a matrix, {@code continuing(...)} continues
 * a model, {@code load(path)} a model that LightGBM 3.x or 4.x wrote from any language.
 *
 * <p>The native library needs glibc 2.29 and libgomp on Linux, libomp on macOS; loading and evaluating models in Java
 * needs neither.
 *
 * <h2>For maintainers</h2>
 *
 * <p>Training ({@code LightGbmRegressor}, {@code BoostingRun}, the {@code Native...} classes) copies rows to native
 * memory, drives the boosting loop in Java and ends with the model's text; no native handle outlives a fit. The reader
 * ({@code LightGbmText}, {@code TreeReader}) turns a text into trees or refuses it with the line and the reason; native
 * code is only given text that the reader accepted, since LightGBM's own loader crashes on damaged input. {@link
 * io.forecastj.models.trees} evaluates and explains the trees.
 */
@NullMarked
package io.forecastj.models.lightgbm;

import org.jspecify.annotations.NullMarked;
