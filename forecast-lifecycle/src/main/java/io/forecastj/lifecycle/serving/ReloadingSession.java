package io.forecastj.lifecycle.serving;

import io.forecastj.Forecast;
import io.forecastj.InvalidSeriesException;
import io.forecastj.KeptRows;
import io.forecastj.PredictionSession;
import io.forecastj.PredictorClosedException;
import io.forecastj.TimeSeries;
import io.forecastj.store.ModelVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session of a {@link ReloadingPredictor}, which can move to another version of the model with its rows.
 *
 * <p>For one thread; the rules are those of {@link PredictionSession}. Each call is answered by one version. If another
 * version serves, the session moves to it at the begin of its next {@code append}, {@code forecast}, {@code
 * forecastInto}, {@code extendFuture} or {@code replaceFuture}; or, with {@link
 * ReloadingPredictor.Builder#keepSessions}, only by {@link #reopen()}. A call that moves takes the time of opening a
 * session; the others allocate what a session of the version itself allocates.
 *
 * <p>The session moves by a snapshot if both versions have the same model, and otherwise by the last rows that it has
 * kept ({@link ReloadingPredictor.Builder#sessionRows}) with the known-future rows that are still ahead. If neither is
 * possible, it stays on its version, which works on; {@link #onReopen} and {@link #reopen()} have the reason. It tries
 * again when it has enough rows, for the next version, or on request.
 *
 * <p>A session holds its version open: close it after use.
 */
public final class ReloadingSession implements PredictionSession {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadingSession.class);

    private final ServedVersions versions;
    private final ServingSettings settings;
    private final FutureRows future;
    private final List<Consumer<Reopening>> listeners = new ArrayList<>();
    private ServedVersion held;
    private PredictionSession inner;
    private Reopening opening;

    /** The last rows, as many as the next version may need, unless the caller has chosen another number. */
    private KeptRows rows;

    private int reserve;
    private @Nullable Integer chosenRows;

    /** The version to which this session could not move, and the number of further rows with which it can. */
    private @Nullable ServedVersion refused;

    private int rowsMissing;
    private long lastTime;
    private boolean closed;

    private ReloadingSession(
            ServedVersions versions,
            ServingSettings settings,
            ServedVersion held,
            PredictionSession inner,
            TimeSeries history,
            FutureRows future,
            Reopening opening) {
        this.versions = versions;
        this.settings = settings;
        this.held = held;
        this.inner = inner;
        this.reserve = settings.reserve(held.predictor().info());
        this.rows = new KeptRows(history, reserve);
        this.lastTime = lastTime(history);
        this.future = future;
        this.opening = opening;
    }

    /**
     * Opens a session of the version that serves on a history.
     *
     * @param reason why no snapshot was used, or an empty text
     */
    static ReloadingSession open(
            ServedVersions versions, ServingSettings settings, TimeSeries history, TimeSeries future, String reason) {
        ServedVersion version = versions.acquire();
        try {
            PredictionSession inner = version.predictor().openSession(history, future);
            FutureRows ahead = new FutureRows(settings.agreement().knownFuture(), true);
            ahead.extend(PredictionSession.knownAtEnd(future, history));
            return new ReloadingSession(
                    versions,
                    settings,
                    version,
                    inner,
                    history,
                    ahead,
                    opened(Reopening.Source.HISTORY, version, history.length(), reason));
        } catch (Throwable e) {
            versions.release(version);
            throw e;
        }
    }

    /**
     * Creates a session from a restored one.
     *
     * @param version its version, which becomes this session's to release
     * @param history its last rows
     * @param future its known-future rows
     * @param taken the number of rows that it has taken since it was restored
     */
    static ReloadingSession restored(
            ServedVersions versions,
            ServingSettings settings,
            ServedVersion version,
            PredictionSession inner,
            TimeSeries history,
            FutureRows future,
            int taken) {
        Reopening opening = opened(Reopening.Source.SNAPSHOT, version, taken, "");
        return new ReloadingSession(versions, settings, version, inner, history, future, opening);
    }

    private static Reopening opened(Reopening.Source source, ServedVersion version, int rows, String reason) {
        return new Reopening(source, version.number(), version.number(), rows, reason);
    }

    /** {@return the version that answers at present, as it was described when it was loaded} */
    public ModelVersion version() {
        return held.version();
    }

    /** {@return true if another version serves by now} */
    public boolean outdated() {
        return versions.serving() != held;
    }

    /** {@return how the session came to its present version} */
    public Reopening opening() {
        return opening;
    }

    /**
     * Adds a listener to attempts to move to another version, successful or not. It is called on the session's thread,
     * within the call that moves. An exception that it throws is logged and has no other effect.
     *
     * @param listener receives the outcomes
     */
    public void onReopen(Consumer<Reopening> listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
    }

    /**
     * Moves to the version that serves, now. Does nothing if the session is of that version.
     *
     * @return the outcome: the source {@code SNAPSHOT} or {@code ROWS}, or {@code KEPT} with the reason
     * @throws PredictorClosedException if the session or its predictor is closed
     */
    public Reopening reopen() {
        requireOpen();
        ServedVersion next = versions.acquire();
        if (next == held) {
            versions.release(next);
            return opened(Reopening.Source.KEPT, held, 0, "the session is of the version that serves");
        }
        try {
            return announce(move(next));
        } finally {
            if (held != next) {
                versions.release(next);
            }
        }
    }

    private Reopening move(ServedVersion next) {
        int from = held.number();
        TimeSeries last = rows.history();
        SessionMove moved;
        try {
            moved = SessionMove.open(next, held, inner, last, future);
        } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            versions.requireOpen();
            // whatever a new version throws at these rows, the one before works on
            refused = next;
            int needed = next.predictor().info().requiredHistory();
            rowsMissing = needed <= capacity() ? Math.max(0, needed - last.length()) : 0;
            return opened(Reopening.Source.KEPT, held, 0, Objects.requireNonNullElse(e.getMessage(), e.toString()));
        }
        take(next, moved.session());
        opening = new Reopening(moved.source(), from, next.number(), moved.rows(), moved.reason());
        return opening;
    }

    /**
     * Opens the session anew with the version that serves, on a history that the caller has, for example one longer
     * than the rows that were kept.
     *
     * @param history the rows known so far, with the columns of this session in their order
     * @param future rows after the history with the known-future columns; may be {@link TimeSeries#empty()}
     * @return the outcome, of the source {@code HISTORY}
     * @throws InvalidSeriesException if a needed column is missing, or the columns differ from those of this session;
     *     the session is unchanged then, as after each exception
     * @throws io.forecastj.InsufficientHistoryException if the history is too short
     * @throws PredictorClosedException if the session or its predictor is closed
     */
    public Reopening reopen(TimeSeries history, TimeSeries future) {
        requireOpen();
        if (!history.columns().equals(columns())) {
            throw new InvalidSeriesException("expected a history with the columns " + columns()
                    + " in this order, found " + history.columns() + "; use select(...) first");
        }
        int from = held.number();
        ServedVersion next = versions.acquire();
        boolean another = next != held;
        try {
            PredictionSession opened = next.predictor().openSession(history, future);
            this.future.replace(PredictionSession.knownAtEnd(future, history));
            rows = new KeptRows(history, capacity());
            lastTime = lastTime(history);
            take(next, opened);
        } finally {
            if (!another || held != next) {
                versions.release(next);
            }
        }
        opening = new Reopening(Reopening.Source.HISTORY, from, held.number(), history.length(), "");
        return announce(opening);
    }

    /** Continues with another session, of a version that this one has acquired or has held before. */
    private void take(ServedVersion next, PredictionSession session) {
        PredictionSession old = inner;
        ServedVersion before = held;
        inner = session;
        held = next;
        refused = null;
        rowsMissing = 0;
        reserve = Math.max(reserve, settings.reserve(next.predictor().info()));
        rows.keep(capacity());
        if (chosenRows != null) {
            inner.keepRows(chosenRows);
        }
        try {
            old.close();
        } catch (RuntimeException e) {
            LOG.warn("closing a session of {} failed", before, e);
        }
        if (before != next) {
            versions.release(before);
        }
    }

    private static long lastTime(TimeSeries history) {
        return history.length() == 0 ? Long.MIN_VALUE : history.timestamp(history.length() - 1);
    }

    private int capacity() {
        return chosenRows != null ? chosenRows : reserve;
    }

    private Reopening announce(Reopening outcome) {
        for (Consumer<Reopening> listener : listeners) {
            try {
                listener.accept(outcome);
            } catch (RuntimeException | Error e) {
                LOG.warn("a listener failed on the reopening of a session: {}", outcome, e);
            }
        }
        return outcome;
    }

    /** Moves to the version that serves if it is another one, unless that has failed before. */
    private void follow() {
        requireOpen();
        ServedVersion serving = versions.serving();
        if (serving != held && serving != refused && settings.sessionsFollow()) {
            reopen();
        }
    }

    @Override
    public List<String> columns() {
        return inner.columns();
    }

    @Override
    public void append(long epochMillis, double[] values) {
        follow();
        inner.append(epochMillis, values);
        rows.add(epochMillis, values);
        lastTime = epochMillis;
        if (rowsMissing > 0 && --rowsMissing == 0) {
            refused = null;
        }
    }

    @Override
    public TimeSeries history() {
        requireOpen();
        return chosenRows == null ? inner.history() : rows.history();
    }

    /**
     * Sets the number of rows that {@link #history} returns, and from which this session can be reopened: with fewer
     * than the next version requires, it stays on its version.
     *
     * @param number the number, at least 0
     * @throws IllegalArgumentException if {@code number < 0}
     * @throws PredictorClosedException if the session or its predictor is closed
     */
    @Override
    public void keepRows(int number) {
        requireOpen();
        inner.keepRows(number);
        rows.keep(number);
        chosenRows = number;
        rowsMissing = 0;
    }

    @Override
    public void extendFuture(TimeSeries more) {
        follow();
        inner.extendFuture(more);
        future.drop(lastTime);
        future.extend(known(more));
    }

    @Override
    public void replaceFuture(TimeSeries all) {
        follow();
        inner.replaceFuture(all);
        if (!future.complete()) {
            refused = null; // it may have been refused for lack of these rows
        }
        future.replace(known(all));
    }

    /** Returns rows as they were known at the last row of this session. */
    private TimeSeries known(TimeSeries rows) {
        return rows.asOf(Instant.ofEpochMilli(lastTime));
    }

    @Override
    public Forecast forecast() {
        follow();
        return inner.forecast();
    }

    /**
     * Forecasts as {@link #forecast} does.
     *
     * @return the forecast and the number of the version that made it
     * @throws io.forecastj.ForecastException as {@link #forecast}
     */
    public VersionedForecast forecastVersioned() {
        Forecast forecast = forecast();
        return new VersionedForecast(held.number(), forecast);
    }

    @Override
    public void forecastInto(double[] out) {
        follow();
        inner.forecastInto(out);
    }

    /**
     * Makes a snapshot of the session of the version that this session has at present, without moving to another one.
     * {@link ReloadingPredictor#restore} and the predictor of the version read it.
     *
     * @return the snapshot, a new array
     * @throws PredictorClosedException if the session or its predictor is closed
     */
    @Override
    public byte[] snapshot() {
        requireOpen();
        return inner.snapshot();
    }

    void requireOf(ServedVersions expected) {
        if (versions != expected) {
            throw new IllegalArgumentException("expected a session of this predictor, found one of another");
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new PredictorClosedException("the session of " + held + " is closed");
        }
        versions.requireOpen();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            inner.close();
            versions.release(held);
        }
    }

    @Override
    public String toString() {
        return "session of " + held + (closed ? ", closed" : "");
    }
}
