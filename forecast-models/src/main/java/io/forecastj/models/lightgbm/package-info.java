/**
 * Gradient boosting with LightGBM: training is native; models are read, checked and evaluated in Java. The entry point
 * is {@link io.forecastj.models.lightgbm.LightGbm}: {@code forecaster()} starts a forecaster, {@code parameters()} the
 * settings, {@code regressor(...)} trains on a matrix, {@code continuing(...)} continues a model, and {@code
 * load(path)} reads a model that LightGBM 3.x or 4.x wrote from any language. {@link
 * io.forecastj.models.lightgbm.RandomForest} trains random forests and extremely randomised trees in the same manner.
 *
 * <p>The native library needs glibc 2.29 and libgomp on Linux, libomp on macOS; loading and evaluating models in Java
 * needs neither.
 *
 * <h2>For maintainers</h2>
 *
 * <p>Training ({@code LightGbmRegressor}, {@code BoostingRun}, the {@code Native...} classes) copies rows to native
 * memory, runs the boosting loop in Java and ends with the model's text; no native handle remains after a fit. The
 * reader ({@code LightGbmText}, {@code TreeReader}) turns a text into trees, or rejects it with the line and the
 * reason. {@code ForestText} mends what LightGBM leaves wrong in forests, and joins the trees of classes. Native code
 * receives only texts that the reader accepted, since LightGBM's loader crashes on damaged input. {@link
 * io.forecastj.models.trees} evaluates and explains the trees.
 */
@NullMarked
package io.forecastj.models.lightgbm;

import org.jspecify.annotations.NullMarked;
