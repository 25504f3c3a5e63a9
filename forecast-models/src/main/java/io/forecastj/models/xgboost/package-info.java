/**
 * Gradient boosting models of XGBoost, read, checked and evaluated in Java without a native library. The entry point
 * is {@link io.forecastj.models.xgboost.XgBoost}: {@code load(path)} reads a model that XGBoost 1.x to 3.x wrote from
 * any language, {@code predictor(...)} makes a forecaster's predictor of it, and {@code forecaster()} trains one if the
 * module {@code forecast-xgboost} is on the class path.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code XgBoostReader} turns a file into trees of {@link io.forecastj.models.trees}, or rejects it with the place
 * and the reason. {@code JsonValues} and {@code BinaryValues} read the two formats into equal values, {@code
 * BoosterTrees} orders the trees, {@code TreeArrays} makes each from its arrays, and {@code LinkedOutput} knows the
 * objectives. {@code XgBoostRegressor} checks settings and examples and leaves the native work to the {@link
 * io.forecastj.models.xgboost.XgBoostTrainer} that it finds; the bytes that it returns are read as any file.
 */
@NullMarked
package io.forecastj.models.xgboost;

import org.jspecify.annotations.NullMarked;
