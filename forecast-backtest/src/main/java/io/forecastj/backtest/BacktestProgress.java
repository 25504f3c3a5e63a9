package io.forecastj.backtest;

/**
 * How far a backtest has come.
 *
 * <p>Immutable.
 *
 * @param model the name of the forecaster that is being evaluated
 * @param done origins done, of all series and all models, skipped ones too
 * @param total origins in all
 */
public record BacktestProgress(String model, long done, long total) {}
