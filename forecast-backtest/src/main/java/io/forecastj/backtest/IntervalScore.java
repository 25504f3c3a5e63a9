package io.forecastj.backtest;

/**
 * How the central intervals of one nominal coverage did.
 *
 * <p>Immutable. Definitions are those of {@link io.forecastj.metrics.ProbabilisticMetrics}. Made by {@link ModelScores};
 * the constructor may gain components.
 *
 * @param level the nominal coverage, between 0 and 1
 * @param coverage the share of actual values inside, ends included; NaN if no pair was scored
 * @param width the mean width, in the target's unit; NaN if no pair was scored
 * @param winkler the Winkler score: the mean width with a penalty for each miss, in the target's unit; lower is better;
 *     NaN if no pair was scored
 */
public record IntervalScore(double level, double coverage, double width, double winkler) {}
