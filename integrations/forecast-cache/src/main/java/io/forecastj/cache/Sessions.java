package io.forecastj.cache;

import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Live sessions by key: those in use stay in memory, the others are kept as snapshots in a store and continue from them
 * equal in every bit.
 *
 * <pre>{@code
 * try (Sessions sessions = Sessions.of(predictor)
 *         .history(symbol -> database.bars(symbol))
 *         .store(SnapshotStore.directory(Path.of("sessions")))
 *         .maximumLive(1_000)
 *         .build()) {
 *     Forecast forecast = sessions.appendAndForecast("EUR/USD", time, values);
 * }
 * }</pre>
 *
 * <p>Thread-safe. A session has one user at a time: calls with the same key wait for each other, calls with different
 * keys do not. A call that waits ends with {@link java.util.concurrent.CancellationException} if its thread is
 * interrupted. A session that is evicted while it is in use is saved after that use, so no row is lost and no row is
 * taken twice. One that cannot be saved stays in memory and is tried again after a second; if more wait than may be
 * live, no further one is opened.
 *
 * <h2>Restarts and other versions of the model</h2>
 *
 * <p>{@link #close} and {@link #flush} save every session that has changed. After a crash, a session continues where it
 * was saved last: read the last row of {@link PredictionSession#history} by {@link #call} and append those that came
 * later. A session whose snapshot is of another model, or of another version of this library, is opened on the rows
 * that it had kept, or if these are too few for the model on a history that has all of them; {@link
 * SessionStatistics#reopened} counts it. With a predictor that reloads, sessions in memory move as it says, and saved
 * ones when they are used next.
 *
 * <h2>Limits</h2>
 *
 * <p>A call must neither use another key nor {@link #flush} or {@link #close} these sessions, or two such calls could
 * wait for each other for ever. Close the sessions before
 * the predictor, which they do not own: a snapshot needs an open predictor. Sessions that are idle for too long leave
 * memory at later calls of any key, or by {@link #cleanUp}.
 */
public final class Sessions implements AutoCloseable {
    private final SessionTable table;
    private final SessionOpening opening;

    private Sessions(SessionTable table, SessionOpening opening) {
        this.table = table;
        this.opening = opening;
    }

    /**
     * Starts sessions of a predictor.
     *
     * @param predictor the predictor, which the caller closes after the sessions
     * @return a builder
     */
    public static Builder of(Predictor predictor) {
        return new Builder(predictor);
    }

    /**
     * Gives the session of a key the next row.
     *
     * @param key the key, any text
     * @param epochMillis the row's time in milliseconds since 1970-01-01T00:00Z, after every earlier one
     * @param values the values in the order of the history's columns, NaN for a missing one; not kept
     * @throws io.forecastj.ForecastException as {@link PredictionSession#append(long, double[])} and as {@link #call}
     */
    public void append(String key, long epochMillis, double[] values) {
        LiveSession live = table.enter(key);
        try {
            live.changed = true;
            live.open().append(epochMillis, values);
        } finally {
            table.leave(live);
        }
    }

    /**
     * Forecasts the steps after the last row of the session of a key.
     *
     * @param key the key, any text
     * @return the forecast
     * @throws io.forecastj.ForecastException as {@link PredictionSession#forecast} and as {@link #call}
     */
    public Forecast forecast(String key) {
        LiveSession live = table.enter(key);
        try {
            return live.open().forecast();
        } finally {
            table.leave(live);
        }
    }

    /**
     * Gives the session of a key the next row and forecasts the steps after it, with no other call between.
     *
     * @param key the key, any text
     * @param epochMillis the row's time in milliseconds since 1970-01-01T00:00Z, after every earlier one
     * @param values the values in the order of the history's columns, NaN for a missing one; not kept
     * @return the forecast
     * @throws io.forecastj.ForecastException as {@link #append} and {@link #forecast}
     */
    public Forecast appendAndForecast(String key, long epochMillis, double[] values) {
        LiveSession live = table.enter(key);
        try {
            live.changed = true;
            PredictionSession session = live.open();
            session.append(epochMillis, values);
            return session.forecast();
        } finally {
            table.leave(live);
        }
    }

    /**
     * Calls a function with the session of a key, with no other call of the key at the same time.
     *
     * @param key the key, any text
     * @param use uses the session; must neither keep nor close it, nor use another key
     * @param <R> the class of the result
     * @return the result of the function
     * @throws io.forecastj.SnapshotException if what was saved of the session is damaged; it is not opened anew by
     *     itself, since rows would be lost: {@link #remove} it first
     * @throws io.forecastj.PredictorClosedException if these sessions or the predictor are closed
     * @throws io.forecastj.ForecastException if the session cannot be opened on its history, or if too many sessions
     *     wait to be saved
     * @throws java.io.UncheckedIOException if the store cannot be read
     * @throws java.util.concurrent.CancellationException if the thread is interrupted while another call of the key
     *     runs
     */
    public <R extends @Nullable Object> R call(String key, Function<? super PredictionSession, ? extends R> use) {
        LiveSession live = table.enter(key);
        try {
            live.changed = true;
            return use.apply(live.open());
        } finally {
            table.leave(live);
        }
    }

    /**
     * Ends the session of a key and deletes what was saved of it. The next call of the key opens it on its history.
     *
     * @param key the key, any text
     * @throws java.io.UncheckedIOException if the store cannot delete it; the session is unchanged then
     * @throws io.forecastj.PredictorClosedException if these sessions are closed
     */
    public void remove(String key) {
        table.remove(key);
    }

    /**
     * Saves every session in memory that was used since it was saved last. Sessions stay in memory; other calls go on,
     * but wait for the session that is being saved.
     *
     * @throws RuntimeException of the store, the first one after all sessions were tried
     */
    public void flush() {
        table.flush();
    }

    /**
     * Takes sessions that were idle for too long out of memory, and saves all that are due. Calls do this little by
     * little; a service in which calls may cease schedules it.
     *
     * @throws RuntimeException of the store, after all sessions were tried
     */
    public void cleanUp() {
        table.cleanUp();
    }

    /** {@return the counts up to now} */
    public SessionStatistics statistics() {
        return new SessionStatistics(
                table.live(),
                table.waiting(),
                opening.opened.sum(),
                opening.restored.sum(),
                opening.reopened.sum(),
                table.saved.sum(),
                table.failedSaves.sum());
    }

    /**
     * Saves and closes every session, each after the call that uses it. Later calls throw {@link
     * io.forecastj.PredictorClosedException}. If some cannot be saved, they stay in memory, and closing again tries
     * them again.
     *
     * @throws RuntimeException of the store, the first one after all sessions were tried
     */
    @Override
    public void close() {
        table.close();
    }

    /** Builder of sessions by key. Not thread-safe. */
    public static final class Builder {
        private final Predictor predictor;
        private @Nullable Function<? super String, TimeSeries> history;
        private Function<? super String, TimeSeries> future = key -> TimeSeries.empty();
        private @Nullable SnapshotStore store;
        private int maximumLive = 10_000;
        private @Nullable Duration idle;
        private @Nullable Integer keptRows;
        private Executor executor = Runnable::run;
        private LongSupplier nanoClock = System::nanoTime;

        private Builder(Predictor predictor) {
            this.predictor = Objects.requireNonNull(predictor, "predictor");
        }

        /**
         * Sets the source of the histories on which sessions are opened of which nothing was saved.
         *
         * @param history returns the rows of a key known so far; may throw, and the call of the key throws this then
         * @return this builder
         */
        public Builder history(Function<? super String, TimeSeries> history) {
            this.history = Objects.requireNonNull(history, "history");
            return this;
        }

        /**
         * Sets the source of the known-future rows with which sessions are opened, for models that need them; none
         * unless set.
         *
         * @param future returns the rows of a key after its history; may be empty
         * @return this builder
         */
        public Builder future(Function<? super String, TimeSeries> future) {
            this.future = Objects.requireNonNull(future, "future");
            return this;
        }

        /**
         * Sets the store of sessions that are not in memory.
         *
         * @param store the store, used by no other sessions at the same time
         * @return this builder
         */
        public Builder store(SnapshotStore store) {
            this.store = Objects.requireNonNull(store, "store");
            return this;
        }

        /**
         * Sets the number of sessions in memory; 10,000 unless set. Those in use count, but are never taken away.
         *
         * @param sessions the number, at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code sessions < 1}
         */
        public Builder maximumLive(int sessions) {
            if (sessions < 1) {
                throw new IllegalArgumentException("at least 1 session must be live, found " + sessions);
            }
            this.maximumLive = sessions;
            return this;
        }

        /**
         * Sets the time without a call after which a session leaves memory; unlimited unless set.
         *
         * @param time the time, above zero
         * @return this builder
         * @throws IllegalArgumentException if the time is not above zero
         */
        public Builder idle(Duration time) {
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException("the idle time must be above zero, found " + time);
            }
            this.idle = time;
            return this;
        }

        /**
         * Sets the number of last rows that each session keeps ({@link PredictionSession#keepRows}), from which one of
         * another model is opened; what the model requires unless set. Raise it if a later model may require more. Of
         * the history on which it is opened, a session has what its model requires; it keeps more as it takes rows.
         *
         * @param rows the number, at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code rows < 1}
         */
        public Builder keepRows(int rows) {
            if (rows < 1) {
                throw new IllegalArgumentException("at least 1 row must be kept, found " + rows);
            }
            this.keptRows = rows;
            return this;
        }

        /**
         * Sets the executor that saves evicted sessions; the threads of calls unless set, each for one or two sessions.
         * It is not shut down here.
         *
         * @param executor runs the saves
         * @return this builder
         */
        public Builder executor(Executor executor) {
            this.executor = Objects.requireNonNull(executor, "executor");
            return this;
        }

        /**
         * Sets the clock of idle times, for tests; {@link System#nanoTime} unless set.
         *
         * @param nanoClock returns a time in nanoseconds that never decreases; thread-safe
         * @return this builder
         */
        public Builder nanoClock(LongSupplier nanoClock) {
            this.nanoClock = Objects.requireNonNull(nanoClock, "nanoClock");
            return this;
        }

        /**
         * Creates the sessions.
         *
         * @return new sessions; the caller closes them before the predictor
         * @throws IllegalStateException if the history or the store is not set
         */
        public Sessions build() {
            if (history == null || store == null) {
                throw new IllegalStateException("set history(...) and store(...), for example"
                        + " store(SnapshotStore.directory(Path.of(\"sessions\")))");
            }
            SessionOpening opening = new SessionOpening(predictor, store, history, future, keptRows);
            Duration limit = idle;
            SessionTable table = new SessionTable(
                    opening,
                    store,
                    maximumLive,
                    bounds -> limit == null ? bounds : bounds.expireAfterAccess(limit),
                    executor,
                    nanoClock);
            return new Sessions(table, opening);
        }
    }
}
