package io.forecastj.cache;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.SnapshotException;
import io.forecastj.TimeSeries;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens sessions: from what was saved, from the rows of a session of another model, or from a history. Thread-safe. */
final class SessionOpening {
    private final Predictor predictor;
    private final SnapshotStore store;
    private final Function<? super String, TimeSeries> history;
    private final Function<? super String, TimeSeries> future;
    private final @Nullable Integer keptRows;

    final LongAdder opened = new LongAdder();
    final LongAdder restored = new LongAdder();
    final LongAdder reopened = new LongAdder();

    SessionOpening(
            Predictor predictor,
            SnapshotStore store,
            Function<? super String, TimeSeries> history,
            Function<? super String, TimeSeries> future,
            @Nullable Integer keptRows) {
        this.predictor = predictor;
        this.store = store;
        this.history = history;
        this.future = future;
        this.keptRows = keptRows;
    }

    /** Opens a session that is not open, whose lock the caller holds. */
    void open(LiveSession live) {
        String key = live.key;
        Optional<byte[]> saved = store.load(key);
        if (saved.isPresent()) {
            SessionRecord record = SessionRecord.read(key, saved.get());
            try {
                take(live, predictor.restore(record.snapshot()), false, restored);
            } catch (SnapshotException ofAnotherModel) {
                TimeSeries rows = enough(key, record.rows(), ofAnotherModel);
                take(live, predictor.openSession(rows, future.apply(key)), true, reopened);
            }
        } else {
            take(live, predictor.openSession(history.apply(key), future.apply(key)), true, opened);
        }
    }

    private void take(LiveSession live, PredictionSession session, boolean changed, LongAdder count) {
        if (keptRows != null) {
            session.keepRows(keptRows);
        }
        live.session = session;
        live.changed = changed;
        count.increment();
    }

    /** Returns the rows of a session of another model or, if they are too few, a history that has them all. */
    private TimeSeries enough(String key, TimeSeries rows, SnapshotException refusal) {
        int needed = predictor.info().requiredHistory();
        if (rows.length() >= needed) {
            return rows;
        }
        TimeSeries longer = history.apply(key);
        if (rows.length() > 0 && end(longer) < end(rows)) {
            InsufficientHistoryException tooFew = new InsufficientHistoryException("the session '" + key
                    + "' is of another model and has kept " + rows.length() + " rows; '"
                    + predictor.info().name() + "' needs " + needed
                    + ", and the history of the key ends before theirs. Give a history with all rows, or set keepRows("
                    + needed + ") before the model changes");
            tooFew.addSuppressed(refusal);
            throw tooFew;
        }
        return longer;
    }

    private static long end(TimeSeries series) {
        return series.length() == 0 ? Long.MIN_VALUE : series.timestamp(series.length() - 1);
    }
}
