package io.forecastj;

import java.util.List;

/**
 * A fitted model: immutable, thread-safe, closable.
 *
 * <p>{@link #predict(TimeSeries) predict} is stateless and may be called from any thread. {@link
 * #openSession(TimeSeries) openSession} gives one thread's mutable companion that takes a new row at a time. Both give
 * the same forecast bit for bit when they have seen the same rows from the same first one.
 *
 * <p>A call uses every row it is given: {@code predict(history.tail(info().requiredHistory()))} bounds the work.
 *
 * <p>Closing is idempotent. It marks the predictor closed and returns; native memory is freed by the last call that
 * still runs. Later calls, also of its sessions, throw {@link PredictorClosedException}.
 */
public interface Predictor extends AutoCloseable {
    /**
     * Forecasts the steps after the last row of a history.
     *
     * @param history the rows known so far, at least {@code info().requiredHistory()}
     * @return the forecast
     * @throws InvalidSeriesException if a needed column is missing, or if the model needs known-future columns
     * @throws InsufficientHistoryException if the history is too short
     * @throws PredictorClosedException if this predictor is closed
     */
    default Forecast predict(TimeSeries history) {
        try (PredictionSession session = openSession(history)) {
            return session.forecast();
        }
    }

    /**
     * Forecasts the steps after the last row of a history, with what is known of them already.
     *
     * @param history the rows known so far, at least {@code info().requiredHistory()}
     * @param future rows after the history with the known-future columns, one for each step
     * @return the forecast
     * @throws InvalidSeriesException if a needed column or known-future row is missing; the message names it
     * @throws InsufficientHistoryException if the history is too short
     * @throws PredictorClosedException if this predictor is closed
     */
    default Forecast predict(TimeSeries history, TimeSeries future) {
        try (PredictionSession session = openSession(history, future)) {
            return session.forecast();
        }
    }

    /**
     * Forecasts several series in one call; models that gain from batches run them together.
     *
     * @param histories the series, each as for {@link #predict(TimeSeries)}
     * @return one forecast for each, in their order, each equal to {@code predict} of that series
     */
    default List<Forecast> predictAll(List<TimeSeries> histories) {
        return histories.stream().map(this::predict).toList();
    }

    /**
     * Opens a session that has seen a history, for a model without known-future columns.
     *
     * @param history the rows known so far, at least {@code info().requiredHistory()}
     * @return a new session for one thread; the caller closes it
     * @throws InvalidSeriesException if a needed column is missing
     * @throws InsufficientHistoryException if the history is too short
     * @throws PredictorClosedException if this predictor is closed
     */
    default PredictionSession openSession(TimeSeries history) {
        return openSession(history, TimeSeries.empty());
    }

    /**
     * Opens a session that has seen a history and knows some rows of the future. It equals, bit for bit, one that was
     * opened earlier on the same first row, given the rest by {@code append}, and told the known-future columns of each
     * step by {@code extendFuture} before the row after its origin came.
     *
     * @param history the rows known so far, at least {@code info().requiredHistory()}
     * @param future rows after the history with the known-future columns; may be {@link TimeSeries#empty()}
     * @return a new session for one thread; the caller closes it
     * @throws InvalidSeriesException if a needed column is missing
     * @throws InsufficientHistoryException if the history is too short
     * @throws PredictorClosedException if this predictor is closed
     */
    PredictionSession openSession(TimeSeries history, TimeSeries future);

    /**
     * Restores a session from its snapshot. From there on it equals, bit for bit, the session that the snapshot was
     * made of. The predictor may be that session's own or one of the same model: one that was saved and loaded, for
     * instance.
     *
     * @param snapshot what {@link PredictionSession#snapshot} made
     * @return a new session for one thread; the caller closes it
     * @throws SnapshotException if the bytes are damaged, are no snapshot, come from another version of this library or
     *     from a session of another model; open a session from history then
     * @throws PredictorClosedException if this predictor is closed
     */
    PredictionSession restore(byte[] snapshot);

    /**
     * Returns the hash of this model, which snapshots of its sessions are bound to. A predictor that was saved and
     * loaded has the same one; one with other coefficients has another, even if its description is equal. Computed by
     * the first call, which may take some milliseconds for a large model; answers after closing too.
     *
     * @return the SHA-256 hash of description and learnt values, 64 hexadecimal digits in lower case
     */
    String modelHash();

    /**
     * Returns what this predictor is: its kind, horizon, columns, parameters and provenance. Answers after closing
     * too.
     *
     * @return the description
     */
    PredictorInfo info();

    /** Closes this predictor; see above. */
    @Override
    void close();
}
