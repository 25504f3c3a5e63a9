package io.forecastj.backtest.splits;

/**
 * Scores of one forecaster on one path, over the pairs of forecast and actual value that all forecasters have there.
 *
 * <p>Immutable and thread-safe, equal by value. Scores are NaN if there is no pair. {@link
 * io.forecastj.metrics.PointMetrics} defines them. Made by {@link SplitResult}.
 *
 * @param path the path, from 0
 * @param pairs the number of pairs
 * @param leftOut the number of pairs with an actual value that are left out for all forecasters, since one has no
 *     finite forecast there: its split {@linkplain SplitFailure failed}, or the history was too short
 * @param mae the mean absolute error, in the target's unit
 * @param rmse the root mean squared error, in the target's unit
 * @param skill the fraction of the naive forecast's RMSE that the forecaster removes
 * @param maeSkill the fraction of the naive forecast's MAE that it removes
 */
public record PathScore(int path, long pairs, long leftOut, double mae, double rmse, double skill, double maeSkill) {}
