package io.forecastj;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The live state of one series: takes new rows and returns forecasts.
 *
 * <p>Not thread-safe: a session belongs to one thread. Open it with {@link Predictor#openSession(TimeSeries)} and close
 * it after use.
 *
 * <h2>For most callers</h2>
 *
 * <pre>{@code
 * try (PredictionSession session = predictor.openSession(history)) {
 *     session.append(time, load, temperature);
 *     Forecast forecast = session.forecast();
 *     System.out.println(forecast.point(1));
 * }
 * }</pre>
 *
 * <p>Appending a row takes constant time for any history. A forecast changes nothing, so {@code forecast()} can be
 * called any number of times, or never. A call that throws leaves the state unchanged. {@link #append(long, double[])}
 * and {@link #forecastInto(double[])} allocate nothing when the model is evaluated in Java.
 */
public interface PredictionSession extends AutoCloseable {
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
     *     the columns, a value is infinite, or the time in milliseconds does not fit into a {@code long}
     * @throws PredictorClosedException if the session or its predictor is closed
     */
    default void append(Instant time, double... values) {
        append(EpochMillis.of(time), values);
    }

    /**
     * Takes the next row, without allocation.
     *
     * @param epochMillis the row's time in milliseconds since 1970-01-01T00:00Z, after every earlier one
     * @param values the values in the order of {@link #columns()}, NaN for a missing one; not kept
     * @throws InvalidSeriesException if the time is not after the last one, the number of values differs from that of
     *     the columns, or a value is infinite
     * @throws PredictorClosedException if the session or its predictor is closed
     */
    void append(long epochMillis, double[] values);

    /**
     * Takes the next row, whose values have names. For convenience: {@link #append(long, double[])} is faster.
     *
     * @param time the row's time, after every earlier one
     * @param row the value of each of {@link #columns()} by its name, NaN or null for a missing one
     * @throws InvalidSeriesException if a column has no entry or an entry no column, with their names; otherwise as for
     *     {@link #append(Instant, double...)}
     * @throws PredictorClosedException if the session or its predictor is closed
     */
    default void append(Instant time, Map<String, ? extends @Nullable Number> row) {
        append(EpochMillis.of(time), NamedRow.values(columns(), time, row));
    }

    /**
     * Returns the last rows that this session has taken, those of the history with which it was opened included. It
     * keeps as many as its predictor requires ({@link PredictorInfo#requiredHistory()}), unless {@link #keepRows} sets
     * another number; so a session of a newer predictor can be opened on them.
     *
     * @return a new series with the columns, id, attributes, declared sampling and zone of the history
     * @throws PredictorClosedException if the session or its predictor is closed
     */
    TimeSeries history();

    /**
     * Sets the number of rows that {@link #history} returns. Rows that were dropped before do not come back. A row
     * takes 8 bytes for its time and for each column, here and in a {@linkplain #snapshot snapshot}; with 0, none is
     * kept.
     *
     * @param rows the number, at least 0
     * @throws IllegalArgumentException if {@code rows < 0}
     * @throws PredictorClosedException if the session or its predictor is closed
     */
    void keepRows(int rows);

    /**
     * Adds known-future rows after the known ones.
     *
     * @param rows rows with the known-future columns, later than the last row and all known-future rows
     * @throws InvalidSeriesException if a known-future column is missing or a row is not later
     * @throws PredictorClosedException if the session or its predictor is closed
     */
    void extendFuture(TimeSeries rows);

    /**
     * Replaces all known-future rows after the last row, such as by a newer weather forecast.
     *
     * @param rows rows with the known-future columns, later than the last row
     * @throws InvalidSeriesException if a known-future column is missing or a row is not later; the known rows are then
     *     unchanged
     * @throws PredictorClosedException if the session or its predictor is closed
     */
    void replaceFuture(TimeSeries rows);

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
     * @param out receives {@code targets x horizon} values, laid out {@code [target][step]}; NaN for a classification
     *     target
     * @throws IllegalArgumentException if {@code out} has another length
     * @throws InvalidSeriesException if known-future rows are missing
     * @throws PredictorClosedException if the session or its predictor is closed
     */
    void forecastInto(double[] out);

    /**
     * Makes a snapshot of the present state of this session: kept rows, features, learnt weights, intervals and known
     * future. {@link Predictor#restore} makes a session from it that continues equal in every bit. This session is not
     * changed.
     *
     * @return the snapshot, a new array; bound to the model and to this version of the library
     * @throws PredictorClosedException if the session or its predictor is closed
     */
    byte[] snapshot();

    /**
     * Returns rows with the values that were known at the last row of a history. For implementers of sessions that read
     * a history or known-future rows themselves: both may have {@linkplain TimeSeries#vintageColumns() publication
     * times}. Allocates nothing if there are none.
     *
     * @param rows the history or the known-future rows
     * @param history the history with which the session is opened
     * @return the rows, without publication times unless the history has no row
     */
    static TimeSeries knownAtEnd(TimeSeries rows, TimeSeries history) {
        return rows.hasVintages() && history.length() > 0 ? rows.asOf(history.time(history.length() - 1)) : rows;
    }

    /**
     * Validates a row for {@link #append(long, double[])}. For implementers of sessions. Allocates nothing unless it
     * throws.
     *
     * @param columns the session's columns
     * @param lastTime the last row's time in milliseconds since 1970-01-01T00:00Z
     * @param epochMillis the row's time in the same unit
     * @param values the row's values
     * @throws InvalidSeriesException if the time is not after the last one, the number of values differs from that of
     *     the columns, or a value is infinite
     */
    static void requireRow(List<String> columns, long lastTime, long epochMillis, double[] values) {
        if (values.length != columns.size()) {
            throw new InvalidSeriesException("a row of " + values.length + " values at "
                    + Instant.ofEpochMilli(epochMillis) + "; expected one for each of " + columns);
        }
        EpochMillis.require(epochMillis);
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
