/**
 * Simulation of strategies: earnings of forecasts after costs.
 *
 * <p>{@link io.forecastj.backtest.strategy.TradingStrategy} turns the forecasts of a backtest, signals or positions of
 * your own into trades and their equity. The {@link io.forecastj.backtest.strategy.StrategyResult} has a summary, the
 * figures with their definitions ({@link io.forecastj.backtest.strategy.Performance}), buy and hold of the same rows,
 * the same trades at other costs, and tables of equity, positions and trades. A {@link
 * io.forecastj.backtest.strategy.PositionRule} of your own decides from a {@link
 * io.forecastj.backtest.strategy.DecisionContext}, {@link io.forecastj.backtest.strategy.Costs} are what trading costs,
 * and an {@link io.forecastj.backtest.strategy.Allocation} divides the equity among several instruments.
 *
 * <p>Three rules keep a simulation honest. A position is decided after the close of a row and filled at the open of the
 * next one or later; an earlier fill cannot be asked for. Rules see only rows up to their decision. A price that is
 * missing fills nothing: the order waits.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code PriceGrid} puts the bars of all instruments on one timeline, {@code ForecastSource} and {@code Opinions}
 * hold what is known at which row, {@code Decider} turns that into {@code TargetWeights}, {@code Ledger} trades these
 * and keeps the account, {@code StrategyFigures} and {@code StrategySummary} describe it.
 */
@NullMarked
package io.forecastj.backtest.strategy;

import org.jspecify.annotations.NullMarked;
