/**
 * Retraining: {@link io.forecastj.lifecycle.retraining.RetrainPolicy} decides when, {@link
 * io.forecastj.lifecycle.retraining.Retrainer} trains a challenger and compares it with the champion, and {@link
 * io.forecastj.lifecycle.retraining.PromotionRule} decides which of them serves.
 *
 * <p>{@link io.forecastj.lifecycle.retraining.ChallengerRecipe} makes the challenger, anew or from the champion. {@link
 * io.forecastj.lifecycle.retraining.BacktestMetrics} turns the scores of a backtest into the metrics of a version.
 */
@NullMarked
package io.forecastj.lifecycle.retraining;

import org.jspecify.annotations.NullMarked;
