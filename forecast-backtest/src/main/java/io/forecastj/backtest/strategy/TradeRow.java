package io.forecastj.backtest.strategy;

import java.time.Instant;

/**
 * One trade.
 *
 * <p>Immutable and thread-safe. Made by {@link StrategyResult#trades()}. Amounts are in units of the capital.
 *
 * @param id the instrument's id
 * @param decided the time of the row after whose close the position was decided
 * @param filled the time of the row at whose open it was filled
 * @param units the units bought; negative for those sold
 * @param price the price of a unit, before costs
 * @param value the value that costs are paid on: the size of the change of the weight, times the equity before costs
 * @param weightBefore the position's share of the equity before the trade, as prices have moved it
 * @param weight the share after it
 * @param fee the fee paid
 * @param halfSpread the half-spread paid
 * @param slippage the slippage paid
 */
public record TradeRow(
        String id,
        Instant decided,
        Instant filled,
        double units,
        double price,
        double value,
        double weightBefore,
        double weight,
        double fee,
        double halfSpread,
        double slippage) {
    /** {@return the costs of the trade: fee, half-spread and slippage} */
    public double costs() {
        return fee + halfSpread + slippage;
    }
}
