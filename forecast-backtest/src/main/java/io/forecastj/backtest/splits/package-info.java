/**
 * Splits into training and test rows that are not walk-forward: purged k-fold and combinatorial purged
 * cross-validation.
 *
 * <p>{@link io.forecastj.WalkForward} has the splits that keep the order of time: expanding and rolling windows, and a
 * hold-out at the end, {@code WalkForward.expandingShare(0.8).test(rows).step(rows)} or {@code
 * WalkForward.expanding(train).fitOnce()}. Take these to say how well a forecaster will do.
 *
 * <p>The splits here, {@link io.forecastj.backtest.splits.PurgedKFold} and {@link
 * io.forecastj.backtest.splits.CombinatorialPurged}, also train on rows after the test rows. They use a short history
 * more fully, and give several paths of forecasts over it, so that one can see how much of a score is the luck of one
 * path. {@link io.forecastj.backtest.splits.SplitBacktest} runs forecasters over them.
 */
@NullMarked
package io.forecastj.backtest.splits;

import org.jspecify.annotations.NullMarked;
