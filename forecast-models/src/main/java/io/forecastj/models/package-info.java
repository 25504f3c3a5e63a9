/**
 * The door to models that are fitted: {@link io.forecastj.models.Predictors} saves and loads them, puts a fallback
 * behind them, and makes a forecaster of one that is trained already.
 *
 * <p>Forecasters are in the packages below, each with its own entry: {@link io.forecastj.models.linear.Linear}, {@link
 * io.forecastj.models.lightgbm.LightGbm}, {@link io.forecastj.models.onnx.Onnx}, {@link
 * io.forecastj.models.ensemble.Ensembles} and {@link io.forecastj.models.conformal.Conformal}.
 *
 * <p>Authors of models: {@link io.forecastj.models.regression} for another learner behind the same features and
 * strategies, {@link io.forecastj.models.saving} for another kind of predictor that is saved.
 */
@NullMarked
package io.forecastj.models;

import org.jspecify.annotations.NullMarked;
