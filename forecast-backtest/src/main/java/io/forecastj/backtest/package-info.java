/**
 * Walk-forward evaluation of forecasters on past data.
 *
 * <p>{@link io.forecastj.backtest.Backtest} takes series, the windows of a {@link io.forecastj.WalkForward} and the
 * forecasters to compare. It adds the naive forecasts, which every other model must beat. Its {@code run} fits each
 * forecaster on past rows only and forecasts at each test origin with a session, as an application would. The {@link
 * io.forecastj.backtest.BacktestResult} has a {@linkplain io.forecastj.backtest.BacktestResult#summary() summary}, the
 * {@linkplain io.forecastj.backtest.ModelScores scores} overall, by step and by series, those of {@linkplain
 * io.forecastj.backtest.QuantileScores quantiles and intervals}, those of {@linkplain
 * io.forecastj.backtest.ClassScores classes}, a {@linkplain io.forecastj.backtest.ForecastRow table} of every forecast
 * and its actual value, in memory or as CSV, and a {@linkplain io.forecastj.backtest.BacktestResult#report() report}
 * for a browser. Its {@linkplain io.forecastj.backtest.Verdict verdicts} say which models are better than the naive
 * forecasts and how sure that is. {@link io.forecastj.backtest.Backtest#score(java.util.Collection)} does the same for
 * forecasts that were made elsewhere.
 *
 * <p>Two rules make the scores comparable. All forecasters get the same origins, and only those pairs of forecast and
 * actual value are scored that every forecaster has. The pairs left out are {@linkplain
 * io.forecastj.backtest.PairCounts counted}, and so are the {@linkplain io.forecastj.backtest.SkipReason skipped}
 * origins. The package {@code io.forecastj.backtest.tuning} searches for the best parameters of a forecaster by such
 * evaluations. The package {@code io.forecastj.backtest.splits} has cross-validation that is not walk-forward.
 *
 * <p>What fails in one fold leaves the others as they are; see {@link
 * io.forecastj.backtest.ModelScores#failures()}. Folds may run in {@linkplain
 * io.forecastj.backtest.Backtest#parallel parallel}, and refits may follow a {@link
 * io.forecastj.backtest.RefitRule}.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code BacktestPlan} holds the origins and fits. {@code Walk}, {@code FoldRun} and {@code OriginCursor} take one
 * forecaster through them, in order by {@code FoldsInOrder} or in parallel by {@code ParallelFolds}. {@code
 * ModelForecasts} holds its forecasts, with {@code QuantilePlanes}, {@code ClassPlanes} and {@code Samples}. {@code
 * Comparison} and {@code ClassComparison} select the pairs by {@code PairFates}, {@code Pairs} and {@code
 * QuantileScoring} score them, {@code OriginLosses} groups them by time for tests, {@code Verdicts} judges, and {@code
 * Summary} writes the table. {@code BacktestReport} makes the report from {@code ValueSections}, {@code
 * IntervalSection}, {@code ClassSection}, {@code ForecastPanels} and {@code RunSections}. {@code ScoredTable} builds
 * the same parts from forecasts of elsewhere.
 */
@NullMarked
package io.forecastj.backtest;

import org.jspecify.annotations.NullMarked;
