/**
 * Tests of whether a score is more than luck, as functions of numbers: nothing here knows a model.
 *
 * <p>Is a forecast better than another one? {@link io.forecastj.backtest.significance.DieboldMariano} for two, {@link
 * io.forecastj.backtest.significance.ModelConfidenceSet} for several. Does it know the direction? {@link
 * io.forecastj.backtest.significance.PesaranTimmermann}. Do intervals hold as often as they say? {@link
 * io.forecastj.backtest.significance.CoverageTest}. How sure is any score? {@link
 * io.forecastj.backtest.significance.BlockBootstrap}. Is a strategy's Sharpe ratio what is left of many trials? {@link
 * io.forecastj.backtest.significance.SharpeTest} and {@link
 * io.forecastj.backtest.significance.BacktestOverfitting}.
 *
 * <p>All results are immutable. Inputs must be finite; a p-value below 0.05 is usually called significant, and of
 * twenty tests of nothing one is.
 */
@NullMarked
package io.forecastj.backtest.significance;

import org.jspecify.annotations.NullMarked;
