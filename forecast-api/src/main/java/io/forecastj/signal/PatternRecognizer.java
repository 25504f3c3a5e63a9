package io.forecastj.signal;

import io.forecastj.CausalMatrix;
import io.forecastj.TimeSeries;
import java.util.List;

/**
 * A model that tells which patterns the latest rows of a series show: immutable, thread-safe, closable.
 *
 * <p>{@link #recognize recognize} is stateless and may be called from any thread. {@link #openSession openSession} gives
 * one thread's mutable companion that takes a new row at a time. Both give the same answer bit for bit when they have seen
 * the same rows from the same first one.
 *
 * <p>A call uses every row it is given: {@code recognize(history.tail(info().requiredHistory()))} bounds the work.
 *
 * <p>Closing is idempotent. It marks the recognizer closed and returns; native memory is freed by the last call that
 * still runs. Later calls, also of its sessions, throw {@link io.forecastj.PredictorClosedException}.
 */
public interface PatternRecognizer extends AutoCloseable {
    /**
     * Tells which patterns the history ends with.
     *
     * @param history the rows known so far, at least {@code info().requiredHistory()}
     * @return the probabilities of the patterns as of the last row
     * @throws io.forecastj.InvalidSeriesException if a needed column is missing
     * @throws io.forecastj.InsufficientHistoryException if the history is too short
     * @throws io.forecastj.PredictorClosedException if this recognizer is closed
     */
    default PatternRecognition recognize(TimeSeries history) {
        try (PatternSession session = openSession(history)) {
            return session.recognize();
        }
    }

    /**
     * Looks at several series in one call; models that gain from batches run them together.
     *
     * @param histories the series, each as for {@link #recognize}
     * @return one answer for each, in their order, each equal to {@code recognize} of that series; unmodifiable
     * @throws io.forecastj.InvalidSeriesException if a series lacks a needed column
     * @throws io.forecastj.InsufficientHistoryException if a history is too short
     * @throws io.forecastj.PredictorClosedException if this recognizer is closed
     */
    default List<PatternRecognition> recognizeAll(List<TimeSeries> histories) {
        return histories.stream().map(this::recognize).toList();
    }

    /**
     * Opens a session that has seen a history.
     *
     * @param history the rows known so far, at least {@code info().requiredHistory()}
     * @return a new session for one thread; the caller closes it
     * @throws io.forecastj.InvalidSeriesException if a needed column is missing
     * @throws io.forecastj.InsufficientHistoryException if the history is too short
     * @throws io.forecastj.PredictorClosedException if this recognizer is closed
     */
    PatternSession openSession(TimeSeries history);

    /**
     * Views this recognizer as a matrix: one column for each pattern, and in each row the probabilities that {@link
     * #recognize} gives for the rows up to it; NaN in the first {@code info().requiredHistory() - 1} rows. So a check
     * of any causal computation, such as for knowledge of later rows, can examine a recognizer too.
     *
     * @return a view, usable until this recognizer is closed; thread-safe
     */
    default CausalMatrix asMatrix() {
        return new PatternMatrix(this);
    }

    /**
     * Returns what this recognizer is: its patterns, columns, parameters and provenance. Answers after closing too.
     *
     * @return the description
     */
    PatternInfo info();

    /** Closes this recognizer; see above. */
    @Override
    void close();
}
