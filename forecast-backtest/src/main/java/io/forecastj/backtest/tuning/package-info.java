/**
 * Hyper-parameter search for forecasters by walk-forward evaluation.
 *
 * <p>A {@link io.forecastj.backtest.tuning.Parameter} is a name with a range, and a {@link
 * io.forecastj.backtest.tuning.SearchSpace} is a list of parameters. {@link io.forecastj.backtest.tuning.Tuner} draws
 * {@link io.forecastj.backtest.tuning.Parameters} from the space, makes a forecaster with each and scores it by a
 * {@link io.forecastj.backtest.Backtest}.
 *
 * <p>The {@link io.forecastj.backtest.tuning.TuningResult} has every {@link io.forecastj.backtest.tuning.Trial} and the
 * best one. A {@link io.forecastj.backtest.tuning.TuningListener} receives progress and may cancel the search.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code Search} runs the rounds, {@code SearchPoints} draws the points at random or by the densities of {@code
 * ParzenMixture}, {@code Rungs} assigns windows to each round of successive halving, {@code TrialEvaluator} scores one
 * trial, and {@code TrialLog} keeps finished evaluations in a file, so that an interrupted search can continue.
 */
@NullMarked
package io.forecastj.backtest.tuning;

import org.jspecify.annotations.NullMarked;
