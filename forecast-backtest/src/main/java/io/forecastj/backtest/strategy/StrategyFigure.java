package io.forecastj.backtest.strategy;

/**
 * A figure of a simulation with its definition.
 *
 * <p>Immutable and thread-safe. Made by {@link StrategyResult#figures()}.
 *
 * @param name the name, such as {@code annual Sharpe ratio}
 * @param value the value; NaN if it is undefined
 * @param text the value as a reader wants it, such as {@code 12.3%}; {@code -} if it is undefined
 * @param definition the definition in one sentence
 */
public record StrategyFigure(String name, double value, String text, String definition) {}
