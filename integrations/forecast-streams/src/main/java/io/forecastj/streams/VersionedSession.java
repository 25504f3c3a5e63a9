package io.forecastj.streams;

import io.forecastj.PredictionSession;
import io.forecastj.PredictorClosedException;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import io.forecastj.store.StoreException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The session of one series and the version of the model that it is of; it may not be open yet, or not restored yet.
 *
 * <p>Not thread-safe.
 */
final class VersionedSession {
    private static final int NONE = -1;

    private @Nullable PredictionSession session;
    /** The snapshot of a session that is not restored yet. */
    private byte @Nullable [] saved;

    /** The version of the session, or {@link #NONE}. */
    private int version = NONE;

    /** The version on which no session could be opened although there were enough rows, or {@link #NONE}. */
    private int refused = NONE;

    private String failure = "";

    /** The session, or null if it is not open. */
    @Nullable
    PredictionSession get() {
        return session;
    }

    /** The version of the session, which is open. */
    OpenModel model(TaskModels models) {
        return models.get(version);
    }

    /** Returns the reason for having no session although there are enough rows, or an empty text. */
    String failure() {
        return failure;
    }

    static int need(OpenModel model) {
        return model.predictor().info().requiredHistory();
    }

    /** Opens a session; if that fails, there is none, and {@link #failure} says why. */
    void open(OpenModel model, Supplier<TimeSeries> history) {
        try {
            session = opened(model, history.get());
            version = model.number();
            refused = NONE;
            failure = "";
        } catch (RuntimeException e) {
            rethrowIfOfAll(e);
            version = NONE;
            refused = model.number();
            failure = StreamAnswer.text(e);
        }
    }

    private static PredictionSession opened(OpenModel model, TimeSeries history) {
        PredictionSession opened = model.predictor().openSession(history);
        opened.keepRows(0); // the series keeps them, as they came, also for other versions
        return opened;
    }

    /** Opens the session anew on other rows; the present one stays if that throws. */
    void reopen(TaskModels models, TimeSeries history) {
        PredictionSession next = opened(model(models), history);
        close();
        session = next;
    }

    /**
     * Moves the session to the version that forecasts if there are enough rows for it, and restores it otherwise.
     *
     * @param rows the number of rows of the history
     */
    void ready(TaskModels models, int rows, Supplier<TimeSeries> history, StreamAnswer answer) {
        OpenModel now = models.current();
        boolean present = session != null || saved != null;
        if (present && version != now.number() && refused != now.number() && rows >= need(now)) {
            move(now, history, answer);
        }
        byte[] snapshot = saved;
        if (session == null && snapshot != null) {
            saved = null;
            try {
                session = model(models).predictor().restore(snapshot);
            } catch (RuntimeException e) {
                rethrowIfOfAll(e);
                answer.why("the session was opened anew on the last " + rows + " rows: " + StreamAnswer.text(e));
                version = NONE;
                if (rows >= need(now)) {
                    open(now, history);
                }
            }
        }
    }

    private void move(OpenModel next, Supplier<TimeSeries> history, StreamAnswer answer) {
        PredictionSession before = session;
        int versionBefore = version;
        session = null;
        open(next, history);
        if (session == null) {
            answer.why("version " + next.number() + " was not taken: " + failure);
            session = before;
            version = versionBefore;
            failure = "";
        } else {
            saved = null;
            if (before != null) {
                before.close();
            }
        }
    }

    void save(StateWriter out) {
        out.putInt(version);
        out.putInt(refused);
        byte[] snapshot = session == null ? saved : session.snapshot();
        out.putBoolean(snapshot != null);
        if (snapshot != null) {
            out.putBytes(snapshot);
        }
    }

    static VersionedSession restore(StateReader in) {
        VersionedSession restored = new VersionedSession();
        restored.version = in.getInt();
        restored.refused = in.getInt();
        restored.saved = in.getBoolean() ? in.getBytes() : null;
        return restored;
    }

    /** Throws on what is not the fault of one series, so that the stream stops before the record instead. */
    static void rethrowIfOfAll(RuntimeException e) {
        if (e instanceof PredictorClosedException || e instanceof StoreException) {
            throw e;
        }
    }

    void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
