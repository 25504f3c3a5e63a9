/**
 * Prediction intervals around any forecaster or predictor, which keep their coverage when the data change.
 *
 * <p>Start with {@link io.forecastj.models.conformal.Conformal#adaptive Conformal.adaptive(forecaster, 0.80, 0.95)},
 * the default choice. {@link io.forecastj.models.conformal.Conformal#builder()} has all options, among them the
 * {@link io.forecastj.models.conformal.Adaptation} of the intervals to new errors.
 *
 * <p>See {@code docs/intervals.md} for help with the choice and for measurements.
 *
 * <h2>For maintainers</h2>
 *
 * <p>From the inside out: {@code ScoreWindow} keeps the latest scores sorted and returns their quantiles.
 * {@code Tracker} keeps one bound at its miss rate by adaptive levels and weights, {@code WidthTracker} one of several
 * steps ahead by its width; {@code StepPlan} says which a step has. {@code StepIntervals} is one target
 * at one step. {@code ErrorScale} is the expected size of the errors. {@code SeriesIntervals} holds all of one series,
 * row by row; {@code Calibrator} drives it over the training rows and {@code ConformalState} in a session.
 * {@code Calibration} is the learnt result as plain numbers, and {@code ConformalFormat} saves it.
 */
@NullMarked
package io.forecastj.models.conformal;

import org.jspecify.annotations.NullMarked;
