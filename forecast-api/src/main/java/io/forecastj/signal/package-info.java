/**
 * Patterns in the latest rows of a series, and decisions to buy, hold or sell.
 *
 * <p>A {@link io.forecastj.signal.PatternRecognizer} returns a {@link io.forecastj.signal.PatternRecognition} for a
 * history: a probability for each pattern that it knows. It is to patterns what a {@link io.forecastj.Predictor} is to
 * values: immutable and thread-safe, with a {@link io.forecastj.signal.PatternSession} for one series that grows row by
 * row, and a {@link io.forecastj.signal.PatternInfo} that describes its inputs and origin.
 *
 * <p>A {@link io.forecastj.signal.SignalRule} converts a {@link io.forecastj.Forecast} of a price, with patterns of the
 * same rows or without, into a {@link io.forecastj.signal.Signal}: an action, its confidence and the reason.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code Outlook} is the forecast return before costs, from values or from classes. {@code Decision} compares it
 * with costs and thresholds and writes the reason.
 */
@NullMarked
package io.forecastj.signal;

import org.jspecify.annotations.NullMarked;
