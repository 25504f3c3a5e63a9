package io.forecastj;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A fitted model that forecasts series.
 *
 * <p>Immutable and thread-safe. {@link Forecaster#fit(TimeSeries)} makes one; close it after use.
 *
 * <h2>For most callers</h2>
 *
 * <pre>{@code
 * try (Predictor predictor = forecaster.fit(history)) {
 *     Forecast forecast = predictor.predict(history);
 *     double tomorrow = forecast.point(1);
 *     Instant day = forecast.time(1);
 * }
 * }</pre>
 *
 * <p>{@link #predict(TimeSeries) predict} is stateless and may be called from any thread. {@link
 * #openSession(TimeSeries) openSession} returns a mutable session for one thread that takes one new row at a time. Both
 * give the same forecast bit for bit when they have received the same rows, from the same first one. A call uses every
 * row that it is given. {@code history.tail(n)}, with {@code n} of at least {@code info().requiredHistory()}, bounds
 * the work, but may change the forecast: with {@link PredictorInfo#sufficientHistory()} rows the points stay the same
 * up to rounding, but the naive forecasts' intervals, adaptive weights and adaptive intervals depend on all rows. An
 * adaptive predictor starts from what it had learnt at the end of its training and adapts to the later rows that it is
 * given; rows left out are not learnt from. A session takes each row once.
 *
 * <p>Lags and seasons count rows. A row that is absent, rather than present with the value NaN, shifts them: the
 * forecast is then {@link ForecastStatus#DEGRADED}, and {@link TimeSeries#onGrid()} puts such a series right. A series
 * that does not declare its sampling is forecast with that of the training series.
 *
 * <p>Closing is idempotent. It marks the predictor closed and returns; the last call that is still running frees the
 * native memory. Later calls, including those of its sessions, throw {@link PredictorClosedException}.
 *
 * <h2>Compared with scikit-learn and GluonTS</h2>
 *
 * <p>A scikit-learn estimator is fitted in place and its {@code predict} takes rows of features. Here a {@link
 * Forecaster} holds the settings, {@code fit} returns a separate predictor that never changes, and {@code predict}
 * takes the history of the series; the features are computed inside. A GluonTS {@code Predictor} also takes histories
 * and returns forecasts, but an iterator of them from a data set, and has no sessions.
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
     * Forecasts the steps after the last row of a history, given their known-future columns.
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
     * Forecasts several series in one call; models that are faster in batches evaluate them together.
     *
     * @param histories the series, each as for {@link #predict(TimeSeries)}
     * @return one forecast for each, in their order, each equal to {@code predict} of that series
     */
    default List<Forecast> predictAll(List<TimeSeries> histories) {
        return histories.stream().map(this::predict).toList();
    }

    /**
     * Forecasts several series with their known-future columns in one call; models that are faster in batches evaluate
     * them together.
     *
     * @param histories the series, each as for {@link #predict(TimeSeries, TimeSeries)}
     * @param futures the known-future rows of each series, in the order of the histories
     * @return one forecast for each, in their order, each equal to {@code predict} of that series
     * @throws IllegalArgumentException if the lists have different sizes
     */
    default List<Forecast> predictAll(List<TimeSeries> histories, List<TimeSeries> futures) {
        RangeChecks.requireSameSize(histories, futures);
        return IntStream.range(0, histories.size())
                .mapToObj(i -> predict(histories.get(i), futures.get(i)))
                .toList();
    }

    /**
     * Forecasts several series as {@link #predictAll(List)} does, but a series without a forecast, such as one that is
     * too short, does not end the call.
     *
     * @param histories the series
     * @return one outcome for each, in their order: the forecast of {@link #predict(TimeSeries)}, or the {@link
     *     ForecastException} that it throws
     * @throws PredictorClosedException if this predictor is closed
     */
    default List<SeriesOutcome> predictEach(List<TimeSeries> histories) {
        return EachSeries.forecast(this, histories, null);
    }

    /**
     * Forecasts several series with their known-future columns as {@link #predictAll(List, List)} does, but a series
     * without a forecast, such as one that is too short or lacks a known-future row, does not end the call.
     *
     * @param histories the series
     * @param futures the known-future rows of each series, in the order of the histories
     * @return one outcome for each, in their order: the forecast of {@link #predict(TimeSeries, TimeSeries)}, or the
     *     {@link ForecastException} that it throws
     * @throws IllegalArgumentException if the lists have different sizes
     * @throws PredictorClosedException if this predictor is closed
     */
    default List<SeriesOutcome> predictEach(List<TimeSeries> histories, List<TimeSeries> futures) {
        RangeChecks.requireSameSize(histories, futures);
        return EachSeries.forecast(this, histories, futures);
    }

    /**
     * Opens a session that starts with a history, for a model without known-future columns.
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
     * Opens a session that starts with a history and some known-future rows. It equals, bit for bit, a session that was
     * opened earlier with the same first row and received the other rows by {@code append}, and the known-future
     * columns of each step by {@code extendFuture} before the row after its origin.
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
     * Restores a session from its snapshot. It continues equal, bit for bit, to the session of which the snapshot was
     * made. This predictor may be the one of that session or another one of the same model, such as one that was saved
     * and loaded.
     *
     * @param snapshot the bytes from {@link PredictionSession#snapshot}
     * @return a new session for one thread; the caller closes it
     * @throws SnapshotException if the bytes are damaged, are not a snapshot, come from another version of this library
     *     or from a session of another model; open a session from history then
     * @throws PredictorClosedException if this predictor is closed
     */
    PredictionSession restore(byte[] snapshot);

    /**
     * Returns the hash of this model, to which snapshots of its sessions are bound. A predictor that was saved and
     * loaded has the same hash; one with other coefficients has another, even if its description is equal. The first
     * call computes it, which may take some milliseconds for a large model. Works after closing too.
     *
     * @return the SHA-256 hash of description and learnt values, 64 hexadecimal digits in lower case
     */
    String modelHash();

    /**
     * Returns the description of this predictor: its kind, horizon, columns, parameters and provenance. Works after
     * closing too.
     *
     * @return the description
     */
    PredictorInfo info();

    /** Closes this predictor, as described above. */
    @Override
    void close();
}
