/**
 * Fitted models: saving and loading, fallbacks, and forecasters made from trained predictors, all in {@link
 * io.forecastj.models.Predictors}.
 *
 * <p>Forecasters are in the packages below. {@link io.forecastj.models.auto.Auto} makes one for those who do not know
 * which model to take. {@link io.forecastj.models.statistical} and {@link io.forecastj.models.linear} have an entry
 * class for each model; the others have one each: {@link io.forecastj.models.neighbours.NearestWindows}, {@link
 * io.forecastj.models.lightgbm.LightGbm}, {@link io.forecastj.models.onnx.Onnx}, {@link
 * io.forecastj.models.ensemble.Ensembles}, {@link io.forecastj.models.conformal.Conformal} and {@link
 * io.forecastj.models.bounds.Bounds}.
 *
 * <p>To write a model, see {@link io.forecastj.models.regression} for another learner with the same features and
 * strategies, and {@link io.forecastj.models.saving} to save another kind of predictor.
 */
@NullMarked
package io.forecastj.models;

import org.jspecify.annotations.NullMarked;
