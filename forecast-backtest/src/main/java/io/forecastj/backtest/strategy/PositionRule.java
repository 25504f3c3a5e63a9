package io.forecastj.backtest.strategy;

/**
 * Decides a position from what is known after the close of a row. For {@link TradingStrategy#of}.
 *
 * <p>A rule is called once for each forecast, in order of time, and for several instruments in their order. It should
 * depend on its argument only.
 */
@FunctionalInterface
public interface PositionRule {
    /**
     * Decides a position.
     *
     * @param context what is known
     * @return the position as a share of the instrument's capital: 1 is fully long, 0 flat, -1 fully short, NaN keeps
     *     what is held; an infinite one is refused. {@link TradingStrategy#maxLeverage} limits it
     */
    double position(DecisionContext context);
}
