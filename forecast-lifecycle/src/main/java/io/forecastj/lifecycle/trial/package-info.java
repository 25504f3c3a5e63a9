/**
 * Trials of models on live forecasts: A/B tests, in which each key is served by one of several models, and shadow
 * forecasts, which are recorded beside those that are served.
 *
 * <p>{@link io.forecastj.lifecycle.trial.SplitPredictor} and {@link io.forecastj.lifecycle.trial.ShadowPredictor} are
 * predictors around others. They hand what was forecast to a {@link io.forecastj.lifecycle.trial.ForecastRecorder}.
 * When the truth is known, {@link io.forecastj.lifecycle.trial.PairedComparison} compares the models of a shadow trial
 * and {@link io.forecastj.lifecycle.trial.SplitComparison} the arms of a split. A shadow trial needs far fewer
 * forecasts to find a difference, since both models forecast the same values; a split is for models whose forecasts
 * change what happens.
 */
@NullMarked
package io.forecastj.lifecycle.trial;

import org.jspecify.annotations.NullMarked;
