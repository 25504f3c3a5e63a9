/**
 * Gradient boosting models of CatBoost, read, checked and evaluated in Java without a native library. The entry point
 * is {@link io.forecastj.models.catboost.CatBoost}: {@code load(path)} reads a model that CatBoost saved as JSON from
 * any language, {@code predictor(...)} makes a forecaster's predictor of it.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code CatBoostReader} turns a file into oblivious trees, or rejects it with the place and the reason; {@code
 * TreeExpansion} makes binary trees of {@link io.forecastj.models.trees} of them.
 */
@NullMarked
package io.forecastj.models.catboost;

import org.jspecify.annotations.NullMarked;
