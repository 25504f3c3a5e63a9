package io.forecastj.backtest;

/**
 * Progress of a backtest.
 *
 * <p>Immutable and thread-safe.
 *
 * @param model the name of the forecaster that is being evaluated
 * @param done the number of origins done, of all series and all models, including skipped ones
 * @param total the number of origins in all
 */
public record BacktestProgress(String model, long done, long total) {}
