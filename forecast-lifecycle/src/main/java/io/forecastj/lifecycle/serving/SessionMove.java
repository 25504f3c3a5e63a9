package io.forecastj.lifecycle.serving;

import io.forecastj.ColumnRole;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictionSession;
import io.forecastj.PredictorInfo;
import io.forecastj.SnapshotException;
import io.forecastj.TimeSeries;

/**
 * A session of another version that continues a session.
 *
 * @param session the session
 * @param source from what it was opened
 * @param rows the number of rows that it has taken
 * @param reason why a snapshot could not be used although the model is the same, or an empty text
 */
record SessionMove(PredictionSession session, Reopening.Source source, int rows, String reason) {
    /**
     * Opens the session.
     *
     * @param next the version
     * @param held the version of the session that is continued
     * @param inner that session; unchanged
     * @param rows its last rows
     * @param future its known-future rows
     * @throws InvalidSeriesException if the version needs known-future rows that are not there
     * @throws io.forecastj.InsufficientHistoryException if the version needs more rows
     */
    static SessionMove open(
            ServedVersion next, ServedVersion held, PredictionSession inner, TimeSeries rows, FutureRows future) {
        String reason = "";
        if (next.version().modelHash().equals(held.version().modelHash())) {
            try {
                PredictionSession restored = next.predictor().restore(inner.snapshot());
                return new SessionMove(restored, Reopening.Source.SNAPSHOT, 0, "");
            } catch (SnapshotException e) {
                reason = String.valueOf(e.getMessage());
            }
        }
        PredictorInfo info = next.predictor().info();
        info.requireHistory(rows);
        TimeSeries ahead = TimeSeries.empty();
        if (!info.columns(ColumnRole.KNOWN_FUTURE).isEmpty()) {
            if (!future.complete()) {
                throw new InvalidSeriesException("the session was restored, and the known-future rows in its snapshot"
                        + " cannot be given to " + next + "; pass them to replaceFuture");
            }
            ahead = future.after(rows.timestamp(rows.length() - 1));
        }
        PredictionSession opened = next.predictor().openSession(rows, ahead);
        return new SessionMove(opened, Reopening.Source.ROWS, rows.length(), reason);
    }
}
