package io.forecastj.signal;

import io.forecastj.InvalidSeriesException;
import java.time.Instant;
import java.util.List;

/**
 * The live state of one series: takes rows and returns pattern probabilities.
 *
 * <p>Not thread-safe: a session belongs to one thread. The rules are those of {@link io.forecastj.PredictionSession}.
 * Appending a row takes constant time for any history. {@code recognize} changes nothing, so it can be called any
 * number of times, or never. A call that throws leaves the state unchanged.
 *
 * <p>{@link #append(long, double[])} and {@link #recognizeInto(double[])} allocate nothing when the model is evaluated
 * in Java.
 */
public interface PatternSession extends AutoCloseable {
    /**
     * Returns the columns of a row in the order of {@code append}: those of the history with which the session was
     * opened.
     *
     * @return the column names, unmodifiable
     */
    List<String> columns();

    /**
     * Takes the next row.
     *
     * @param time the row's time, after every earlier one
     * @param values the values in the order of {@link #columns()}, NaN for a missing one
     * @throws InvalidSeriesException if the time is not after the last one, the number of values differs from that of
     *     the columns, or a value is infinite
     * @throws io.forecastj.PredictorClosedException if the session or its recognizer is closed
     */
    default void append(Instant time, double... values) {
        long epochMillis;
        try {
            epochMillis = time.toEpochMilli();
        } catch (ArithmeticException e) {
            throw new InvalidSeriesException(
                    "the time " + time + " is more milliseconds from 1970 than a long holds", e);
        }
        append(epochMillis, values);
    }

    /**
     * Takes the next row, without allocation.
     *
     * @param epochMillis the row's time in milliseconds since 1970-01-01T00:00Z, after every earlier one
     * @param values the values in the order of {@link #columns()}, NaN for a missing one; not kept
     * @throws InvalidSeriesException if the time is not after the last one, the number of values differs from that of
     *     the columns, or a value is infinite
     * @throws io.forecastj.PredictorClosedException if the session or its recognizer is closed
     */
    void append(long epochMillis, double[] values);

    /**
     * Returns the probabilities of the patterns at the end of the rows.
     *
     * @return the probabilities of the patterns as of the last row
     * @throws io.forecastj.PredictorClosedException if the session or its recognizer is closed
     */
    PatternRecognition recognize();

    /**
     * Writes the probabilities into an array, without allocation.
     *
     * @param out receives one probability for each of {@code info().patterns()}, in that order
     * @throws IllegalArgumentException if {@code out} has another length
     * @throws io.forecastj.PredictorClosedException if the session or its recognizer is closed
     */
    void recognizeInto(double[] out);

    /** Closes the session; its recognizer stays open. Idempotent. */
    @Override
    void close();
}
