/**
 * Hyper-parameter search: which settings of a forecaster would have forecast best?
 *
 * <p>The way through it: a {@link io.forecastj.backtest.tuning.Parameter} is a name with a range, and its own key; a
 * {@link io.forecastj.backtest.tuning.SearchSpace} is a list of them. {@link io.forecastj.backtest.tuning.Tuner} draws
 * {@link io.forecastj.backtest.tuning.Parameters} from the space, asks a function for a forecaster with each, scores it
 * by a {@link io.forecastj.backtest.Backtest} and returns a {@link io.forecastj.backtest.tuning.TuningResult} with every
 * {@link io.forecastj.backtest.tuning.Trial}.
 *
 * <p>Behind it, {@code Rungs} says which windows each round of successive halving is scored on, later ones in later
 * rounds; {@code TrialEvaluator} scores one trial; {@code TrialLog} keeps what is done in a file, so that a search that was
 * interrupted goes on.
 */
@NullMarked
package io.forecastj.backtest.tuning;

import org.jspecify.annotations.NullMarked;
