/**
 * Serving of a stored model that changes while it serves, and the way through the life of a model in production.
 *
 * <p>{@link io.forecastj.lifecycle.serving.ReloadingPredictor} is a predictor that follows an alias of a stored model:
 * when the alias names another version, that version is loaded, checked and warmed up beside the one that serves, and
 * takes its place. {@link io.forecastj.lifecycle.serving.ReloadingSession} is a session that moves to the new version
 * with its rows.
 *
 * <p>Calls, reloads and retrainings are events of the JDK Flight Recorder; see {@link
 * io.forecastj.lifecycle.serving.RecordedPredictor}.
 *
 * <h2>The life of a model</h2>
 *
 * <p>Begin with a model that is published in a {@linkplain io.forecastj.store.ModelStore store} and named by an alias.
 * Each package is a part of this life, and none needs the others, except that {@code retraining} reads what {@code
 * monitoring} has seen:
 *
 * <ol>
 *   <li>this package: a service forecasts with the version that the alias names.
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
 * memory is bounded. Series are told apart by their ids. Series without an id count as one, so give each its id.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code ServedVersion} counts who uses a version and closes it after the last one; {@code VersionLoader} loads,
 * checks and warms up; {@code Reloader} decides whether to; {@code SessionMove} opens a session on another version.
 */
@NullMarked
package io.forecastj.lifecycle.serving;

import org.jspecify.annotations.NullMarked;
