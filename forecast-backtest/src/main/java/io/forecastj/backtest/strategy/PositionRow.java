package io.forecastj.backtest.strategy;

import java.time.Instant;

/**
 * A position after the close of a row.
 *
 * <p>Immutable and thread-safe. Made by {@link StrategyResult#positions()}. Cash and the values of all positions of a
 * time add up to the equity.
 *
 * @param time the time of the row
 * @param id the instrument's id
 * @param units the units held; negative if short
 * @param price the last known price of a unit: the close, or an earlier price where it is missing; NaN before the first
 * @param value units times price; 0 without units
 * @param weight the value's share of the equity
 */
public record PositionRow(Instant time, String id, double units, double price, double value, double weight) {}
