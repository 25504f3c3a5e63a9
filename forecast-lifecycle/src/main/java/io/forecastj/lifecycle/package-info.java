/**
 * The life of a model in production. There is no class here: each package beside it is a part of this life, and none
 * needs the others, except that {@code retraining} reads what {@code monitoring} has seen.
 *
 * <p>Begin with a model that is published in a {@linkplain io.forecastj.store.ModelStore store} and named by an alias:
 *
 * <ol>
 *   <li>{@link io.forecastj.lifecycle.serving}: a service forecasts with the version that the alias names, and changes
 *       to another one while it serves. Way in: {@link io.forecastj.lifecycle.serving.ReloadingPredictor}.
 *   <li>{@link io.forecastj.lifecycle.monitoring}: forecasts are scored as their truth comes in, and inputs are
 *       compared with those of the training. Way in: {@link io.forecastj.lifecycle.monitoring.Monitor}, one for each
 *       version, by {@link io.forecastj.lifecycle.serving.ReloadingPredictor.Builder#wrap}.
 *   <li>{@link io.forecastj.lifecycle.retraining}: a policy decides when the model is due and why; a challenger is
 *       trained, compared with the champion, published, and promoted or not. Way in: {@link
 *       io.forecastj.lifecycle.retraining.Retrainer}.
 *   <li>{@link io.forecastj.lifecycle.trial}: candidates forecast beside the serving model, or for a part of the keys,
 *       and are compared on live forecasts. Ways in: {@link io.forecastj.lifecycle.trial.ShadowPredictor} and {@link
 *       io.forecastj.lifecycle.trial.SplitPredictor}.
 * </ol>
 *
 * <p>Predictors of these packages are predictors around others, so they nest: a trial outside, in it a reloading
 * predictor, in that the monitor of each version. Nothing here starts a thread: executors and clocks are given, and
 * memory is bounded.
 *
 * <p>Series are told apart by their ids. Series without an id count as one, so give each its id.
 */
@NullMarked
package io.forecastj.lifecycle;

import org.jspecify.annotations.NullMarked;
