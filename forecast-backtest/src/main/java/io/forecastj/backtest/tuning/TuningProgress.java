package io.forecastj.backtest.tuning;

/**
 * How far a search has come.
 *
 * <p>Immutable.
 *
 * @param trial the trial that was scored last, with its rounds so far
 * @param done evaluations done, in all rounds, those read from a log too
 * @param total evaluations in all, at most: trials that fail may leave fewer for later rounds
 */
public record TuningProgress(Trial trial, int done, int total) {}
