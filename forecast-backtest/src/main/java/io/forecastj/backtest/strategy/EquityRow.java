package io.forecastj.backtest.strategy;

import java.time.Instant;

/**
 * The account after the close of a row.
 *
 * <p>Immutable and thread-safe. Made by {@link StrategyResult#equity()}.
 *
 * @param time the time of the row
 * @param equity cash and the value of all positions, in units of the capital
 * @param cash the cash, negative if it is borrowed
 * @param netReturn the equity by that of the row before, minus 1; 0 in the first row
 * @param exposure the sum of the sizes of all positions, as a share of the equity
 * @param turnover the value bought and sold in the row (both count), as a share of the equity before the trades
 * @param costs all costs of the row, less funding received, in units of the capital
 * @param drawdown the equity by its highest value so far, minus 1
 */
public record EquityRow(
        Instant time,
        double equity,
        double cash,
        double netReturn,
        double exposure,
        double turnover,
        double costs,
        double drawdown) {}
