package io.forecastj.signal;

import io.forecastj.TimeSeries;
import java.util.List;

/**
 * A model that computes the probabilities of patterns in the latest rows of a series.
 *
 * <p>Immutable and thread-safe. {@link #recognize recognize} is stateless and may be called from any thread. {@link
 * #openSession openSession} returns a mutable session for one thread that takes one new row at a time. Both give the
 * same probabilities bit for bit when they have received the same rows, from the same first one.
 *
 * <p>A call uses every row that it is given; {@code recognize(history.tail(info().requiredHistory()))} limits the work.
 *
 * <p>Closing is idempotent. It marks the recognizer closed and returns; the last call that is still running frees the
 * native memory. Later calls, including those of its sessions, throw {@link io.forecastj.PredictorClosedException}.
 */
public interface PatternRecognizer extends AutoCloseable {
    /**
     * Returns the probabilities of the patterns at the end of a history.
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
     * Evaluates several series in one call; models that are faster in batches evaluate them together.
     *
     * @param histories the series, each as for {@link #recognize}
     * @return one recognition for each, in their order, each equal to {@code recognize} of that series; unmodifiable
     * @throws io.forecastj.InvalidSeriesException if a series lacks a needed column
     * @throws io.forecastj.InsufficientHistoryException if a history is too short
     * @throws io.forecastj.PredictorClosedException if this recognizer is closed
     */
    default List<PatternRecognition> recognizeAll(List<TimeSeries> histories) {
        return histories.stream().map(this::recognize).toList();
    }

    /**
     * Opens a session that starts with a history.
     *
     * @param history the rows known so far, at least {@code info().requiredHistory()}
     * @return a new session for one thread; the caller closes it
     * @throws io.forecastj.InvalidSeriesException if a needed column is missing
     * @throws io.forecastj.InsufficientHistoryException if the history is too short
     * @throws io.forecastj.PredictorClosedException if this recognizer is closed
     */
    PatternSession openSession(TimeSeries history);

    /**
     * Returns the description of this recognizer: its patterns, columns, parameters and provenance. Works after closing
     * too.
     *
     * @return the description
     */
    PatternInfo info();

    /** Closes this recognizer, as described above. */
    @Override
    void close();
}
