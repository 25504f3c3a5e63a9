/**
 * Walk-forward evaluation: how good would these forecasts have been?
 *
 * <p>The way through it: {@link io.forecastj.backtest.Backtest} takes series, the windows of a {@link
 * io.forecastj.WalkForward} and the forecasters to compare, and adds the naive forecasts that every other one must
 * beat. Its {@code run} fits each forecaster on the past alone, walks the test origins with a session as an application
 * would, and returns a {@link io.forecastj.backtest.BacktestResult}: a {@linkplain
 * io.forecastj.backtest.BacktestResult#summary() table for a person}, {@linkplain io.forecastj.backtest.ModelScores
 * scores} over all, by step and by series, of points and of {@linkplain io.forecastj.backtest.QuantileScores quantiles
 * and intervals}, and every single {@linkplain io.forecastj.backtest.ForecastRow forecast
 * beside what came true}, in memory or as CSV.
 *
 * <p>Two rules make the scores comparable. All forecasters get the same origins, and only pairs of forecast and actual
 * value that every one of them has are scored. What is left out by these rules is {@linkplain
 * io.forecastj.backtest.PairCounts counted}, and so is every origin that was {@linkplain
 * io.forecastj.backtest.SkipReason skipped}.
 *
 * <p>{@code io.forecastj.backtest.tuning} searches for the parameters of a forecaster by such evaluations.
 */
@NullMarked
package io.forecastj.backtest;

import org.jspecify.annotations.NullMarked;
