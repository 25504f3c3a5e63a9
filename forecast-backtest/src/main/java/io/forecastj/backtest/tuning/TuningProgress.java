package io.forecastj.backtest.tuning;

/**
 * Progress of a search.
 *
 * <p>Immutable and thread-safe.
 *
 * @param trial the trial that was scored last, with its rounds so far
 * @param done the number of evaluations done, in all rounds, including those read from a log
 * @param total the greatest possible number of evaluations; trials that fail may leave fewer for later rounds
 */
public record TuningProgress(Trial trial, int done, int total) {}
