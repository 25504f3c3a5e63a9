/**
 * From forecasts to decisions: patterns in the latest rows, and rules that say buy, hold or sell.
 *
 * <p>The way through it: a {@link io.forecastj.signal.PatternRecognizer} looks at a history and answers with a {@link
 * io.forecastj.signal.PatternRecognition}, a probability for each pattern that it knows. It is to patterns what a {@link
 * io.forecastj.Predictor} is to values: immutable, thread-safe, with a {@link io.forecastj.signal.PatternSession} for one
 * series that grows row by row, and a {@link io.forecastj.signal.PatternInfo} that says what it needs and where it comes
 * from.
 *
 * <p>A {@link io.forecastj.signal.SignalRule} turns a {@link io.forecastj.Forecast} of a price, and the patterns beside it
 * if there are any, into a {@link io.forecastj.signal.Signal}: what to do, how sure that is, and why. Behind it, {@code
 * Outlook} is what the forecast says of the return before costs, from values or from classes, and {@code Decision}
 * weighs it against costs and thresholds and puts the reason into words.
 */
@NullMarked
package io.forecastj.signal;

import org.jspecify.annotations.NullMarked;
