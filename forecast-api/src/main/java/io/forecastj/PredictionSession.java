package io.forecastj;

import java.time.Instant;
import java.util.List;

/**
 * One series' live state for one thread: rows in, forecasts out.
 *
 * <p>Not thread-safe. Appending a row takes constant time, whatever the history; asking for a forecast changes
 * nothing, so it can be asked for any number of times, or never. A call that throws leaves the state as it was.
 *
 * <p>{@link #append(long, double[])} and {@link #forecastInto(double[])} allocate nothing when the model is evaluated
 * in Java.
 */
public interface PredictionSession extends AutoCloseable {
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
     * @throws InvalidSeriesException if the time is not after the last one, the number of values is not that of the
     *     columns, a value is infinite, or the time is beyond what milliseconds in a {@code long} count
     * @throws PredictorClosedException if the session or its predictor is closed
     */
    default void append(Instant time, double... values) {
        append(EpochMillis.of(time), values);
    }

    /**
     * Takes the next row, without allocation.
     *
     * @param epochMillis the row's time, after every earlier one
     * @param values the values in the order of {@link #columns()}, NaN for a missing one; not kept
     * @throws InvalidSeriesException if the time is not after the last one, the number of values is not that of the
     *     columns, or a value is infinite
     * @throws PredictorClosedException if the session or its predictor is closed
     */
    void append(long epochMillis, double[] values);

    /**
     * Adds known-future rows after those already known.
     *
     * @param rows rows with the known-future columns, later than the last row and than those known already
     * @throws InvalidSeriesException if a known-future column is missing or a row is not later
     * @throws PredictorClosedException if the session or its predictor is closed
     */
    void extendFuture(TimeSeries rows);

    /**
     * Forecasts the steps after the last row.
     *
     * @return the forecast
     * @throws InvalidSeriesException if known-future rows are missing; the message names the columns and the step
     * @throws PredictorClosedException if the session or its predictor is closed
     */
    Forecast forecast();

    /**
     * Writes the point forecasts into an array, without allocation.
     *
     * @param out takes {@code targets x horizon} values, laid out {@code [target][step]}; NaN for a classification
     *     target
     * @throws IllegalArgumentException if {@code out} has another length
     * @throws InvalidSeriesException if known-future rows are missing
     * @throws PredictorClosedException if the session or its predictor is closed
     */
    void forecastInto(double[] out);

    /**
     * Makes a snapshot of this session: rows seen, features, learnt weights, intervals and known future as they are
     * now. {@link Predictor#restore} makes a session of it that continues equal in every bit. This one is left as it
     * is.
     *
     * @return the snapshot, a new array; bound to the model and to this version of the library
     * @throws PredictorClosedException if the session or its predictor is closed
     */
    byte[] snapshot();

    /**
     * Refuses a row that {@link #append(long, double[])} must not take. For those who write a session of their own;
     * allocates nothing unless it throws.
     *
     * @param columns the session's columns
     * @param lastTime the last row's time
     * @param epochMillis the row's time
     * @param values the row's values
     * @throws InvalidSeriesException if the time is not after the last one, the number of values is not that of the
     *     columns, or a value is infinite
     */
    static void requireRow(List<String> columns, long lastTime, long epochMillis, double[] values) {
        if (values.length != columns.size()) {
            throw new InvalidSeriesException("a row of " + values.length + " values at "
                    + Instant.ofEpochMilli(epochMillis) + "; expected one for each of " + columns);
        }
        if (epochMillis <= lastTime) {
            throw new InvalidSeriesException("a row at " + Instant.ofEpochMilli(epochMillis)
                    + " is not after the last one at " + Instant.ofEpochMilli(lastTime));
        }
        for (int c = 0; c < values.length; c++) {
            if (Double.isInfinite(values[c])) {
                throw new InvalidSeriesException("the row at " + Instant.ofEpochMilli(epochMillis)
                        + " has the infinite value " + values[c] + " in column '" + columns.get(c)
                        + "'; use NaN for a missing value");
            }
        }
    }

    /** Closes the session; its predictor stays open. Idempotent. */
    @Override
    void close();
}
