package io.forecastj.backtest.strategy;

import java.time.Instant;

/**
 * One trade: a fill of a decision, or the settlement of a position whose prices end before the simulation does.
 *
 * <p>Immutable and thread-safe. Made by {@link StrategyResult#trades()}. Amounts are in units of the capital.
 *
 * @param id the instrument's id
 * @param decided the time of the row after whose close the position was decided; of a settlement that of the last price
 * @param filled the time of the row at whose open it was filled; of a settlement the next time of the timeline
 * @param units the units bought; negative for those sold
 * @param price the price of a unit, before costs; of a settlement the last one known
 * @param value the value that costs are paid on: the size of the change of the weight, times the equity before costs
 * @param weightBefore the position's share of the equity before the trade, as prices have moved it
 * @param weight the share after it
 * @param fee the fee paid
 * @param halfSpread the half-spread paid
 * @param slippage the slippage paid
 * @param settled true if nobody decided it: the instrument has no price after {@code decided}, and what was held was
 *     closed at the last one
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
        double slippage,
        boolean settled) {
    /** {@return the costs of the trade: fee, half-spread and slippage} */
    public double costs() {
        return fee + halfSpread + slippage;
    }
}
