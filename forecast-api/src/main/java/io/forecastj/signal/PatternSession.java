package io.forecastj.signal;

import io.forecastj.InvalidSeriesException;
import java.time.Instant;
import java.util.List;

/**
 * One series' live state for one thread: rows in, pattern probabilities out.
 *
 * <p>Not thread-safe. The rules are those of {@link io.forecastj.PredictionSession}: appending a row takes constant time,
 * whatever the history; asking changes nothing, so it can be asked any number of times, or never; a call that throws
 * leaves the state as it was.
 *
 * <p>{@link #append(long, double[])} and {@link #recognizeInto(double[])} allocate nothing when the model is evaluated in
 * Java.
 */
public interface PatternSession extends AutoCloseable {
    /**
     * Returns the columns of a row, in the order in which {@code append} takes them: those of the history that the
     * session was opened with.
     *
     * @return the column names, unmodifiable
     */
    List<String> columns();

    /**
     * Takes the next row.
     *
     * @param time the row's time, after every earlier one
     * @param values the values in the order of {@link #columns()}, NaN for a missing one
     * @throws InvalidSeriesException if the time is not after the last one, the number of values is not that
     *     of the columns, or a value is infinite
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
     * @param epochMillis the row's time, after every earlier one
     * @param values the values in the order of {@link #columns()}, NaN for a missing one; not kept
     * @throws InvalidSeriesException if the time is not after the last one, the number of values is not that
     *     of the columns, or a value is infinite
     * @throws io.forecastj.PredictorClosedException if the session or its recognizer is closed
     */
    void append(long epochMillis, double[] values);

    /**
     * Tells which patterns the rows end with.
     *
     * @return the probabilities of the patterns as of the last row
     * @throws io.forecastj.PredictorClosedException if the session or its recognizer is closed
     */
    PatternRecognition recognize();

    /**
     * Writes the probabilities into an array, without allocation.
     *
     * @param out takes one probability for each of {@code info().patterns()}, in that order
     * @throws IllegalArgumentException if {@code out} has another length
     * @throws io.forecastj.PredictorClosedException if the session or its recognizer is closed
     */
    void recognizeInto(double[] out);

    /** Closes the session; its recognizer stays open. Idempotent. */
    @Override
    void close();
}
