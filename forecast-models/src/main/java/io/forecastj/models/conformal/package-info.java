/**
 * Intervals around any forecaster or predictor that cover what they say, also after the world has changed.
 *
 * <p>Start at {@link io.forecastj.models.conformal.Conformal}. {@code Conformal.adaptive(forecaster, 0.80, 0.95)} is the
 * choice unless something speaks against it; {@link io.forecastj.models.conformal.Conformal#builder()} has the options,
 * and {@code docs/intervals.md} says which to take.
 *
 * <p>Behind it, from the inside out: {@code ScoreWindow} keeps the last scores sorted and gives their quantiles; {@code
 * Tracker} keeps one bound at its miss rate by adaptive levels and weights; {@code StepIntervals} is one target at one
 * step; {@code ErrorScale} is how large errors are expected to be; {@code SeriesIntervals} has all of one series, row by
 * row, and is driven alike by {@code Calibrator} over the training rows and by {@code ConformalState} in a session.
 * {@code Calibration} is what a predictor keeps of it, as plain numbers, and {@code ConformalFormat} saves.
 */
@NullMarked
package io.forecastj.models.conformal;

import org.jspecify.annotations.NullMarked;
