package io.forecastj.lifecycle.serving;

import io.forecastj.Column;
import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesOutcome;
import io.forecastj.TimeSeries;
import io.forecastj.store.ModelVersion;
import io.forecastj.store.StoredModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A predictor that follows an alias of a stored model: when the alias names another version, that one answers.
 *
 * <pre>{@code
 * try (ReloadingPredictor serving = ReloadingPredictor.follow(store.model("sales"), "production")
 *         .warmUp(history)
 *         .onReload(reload -> log.info("sales: {}", reload))
 *         .open()) {
 *     serving.refreshEvery(Duration.ofSeconds(30), scheduler);
 *     Forecast forecast = serving.predict(history);
 * }
 * }</pre>
 *
 * <p>Thread-safe. A new version is loaded beside the one that serves, on the thread of {@link #refresh}, is checked and
 * warmed up, and takes over in one step. Every call is answered by one version from begin to end; the version before is
 * closed after its last call, and after its last session has moved or was closed. Calls take no lock.
 *
 * <h2>Versions that do not fit</h2>
 *
 * <p>Callers of this predictor were written for the version with which it was opened. A later version must have its
 * targets, horizon and steps; with a warm-up history, also its classes, its quantiles, and finite points. It may need
 * only columns and attributes that the first one needed in the same role, or those named by {@link
 * Builder#supplies}, and at most the rows that the first one needed, or {@link
 * Builder#suppliedRows}. A version that does not fit, that is damaged or that fails in its warm-up
 * leaves the one before serving: {@link #refresh} and {@link #lastFailure} return why, listeners receive it, and a
 * warning is logged once. It is not loaded again until it is promoted anew.
 *
 * <h2>Sessions</h2>
 *
 * <p>A {@link ReloadingSession} moves to the new version at its next call, with the rows that it has kept, unless
 * {@link Builder#keepSessions} is set. {@link #saveSession} and {@link #openSession(String, TimeSeries, TimeSeries)}
 * keep sessions in the store, so that a process that starts again continues where it was.
 *
 * <p>This predictor is not published or saved: the versions are in the store already.
 */
public final class ReloadingPredictor implements Predictor {
    private final ServingSettings settings;
    private final ServedVersions versions;
    private final Reloader reloader;
    private final RefreshSchedules schedules = new RefreshSchedules();

    ReloadingPredictor(ServingSettings settings, ServedVersions versions, Reloader reloader) {
        this.settings = settings;
        this.versions = versions;
        this.reloader = reloader;
    }

    /**
     * Starts a predictor that follows an alias.
     *
     * @param model the model
     * @param alias the alias, such as {@code "production"}
     * @return a builder
     */
    public static Builder follow(StoredModel model, String alias) {
        return new Builder(model, alias);
    }

    /** {@return the version that serves now, as it was described when it was loaded; works after closing too} */
    public ModelVersion version() {
        return versions.serving().version();
    }

    /** {@return the alias that this predictor follows} */
    public String alias() {
        return reloader.alias();
    }

    /**
     * Looks at the alias once, and lets the version that it names serve. Calls on other threads are answered meanwhile.
     * If another refresh is running, this one waits for its end. Unless it finds nothing new, it is an event {@code
     * io.forecastj.Reload} of the JDK Flight Recorder.
     *
     * @return the outcome; failures of the store and of a version are part of it, not thrown
     * @throws io.forecastj.PredictorClosedException if this predictor is closed
     */
    public Reload refresh() {
        return reloader.refresh();
    }

    /**
     * Looks at the alias again and again. The next look begins this time after the one before has ended. Versions are
     * loaded on the executor's threads.
     *
     * @param period the time between two looks, above zero
     * @param executor runs the looks; it is not shut down
     * @return the schedule, to be cancelled earlier; closing this predictor cancels it
     * @throws IllegalArgumentException if the period is not above zero
     * @throws java.util.concurrent.RejectedExecutionException if the executor is shut down
     * @throws io.forecastj.PredictorClosedException if this predictor is closed
     */
    public ScheduledFuture<?> refreshEvery(Duration period, ScheduledExecutorService executor) {
        versions.requireOpen();
        return schedules.start(this, period, executor);
    }

    /**
     * Returns why the version that the alias names does not serve, as of the latest refresh.
     *
     * @return the outcome of that refresh, or empty if the version that the alias named then serves
     */
    public Optional<Reload> lastFailure() {
        return reloader.lastFailure();
    }

    /**
     * Returns how many refreshes had an outcome since this predictor was opened, for metrics. A failure that lasts
     * counts at every refresh.
     *
     * @param outcome the outcome
     * @return the number, at least 0; works after closing too
     */
    public long refreshes(Reload.Outcome outcome) {
        return reloader.refreshes(outcome);
    }

    /**
     * Forecasts as {@link #predict(TimeSeries)} does.
     *
     * @param history the rows known so far
     * @return the forecast and the number of the version that made it
     * @throws io.forecastj.ForecastException as {@link #predict(TimeSeries)}
     */
    public VersionedForecast predictVersioned(TimeSeries history) {
        return predictVersioned(history, TimeSeries.empty());
    }

    /**
     * Forecasts as {@link #predict(TimeSeries, TimeSeries)} does.
     *
     * @param history the rows known so far
     * @param future rows after the history with the known-future columns, one for each step
     * @return the forecast and the number of the version that made it
     * @throws io.forecastj.ForecastException as {@link #predict(TimeSeries, TimeSeries)}
     */
    public VersionedForecast predictVersioned(TimeSeries history, TimeSeries future) {
        ServedVersion version = versions.acquire();
        try {
            return new VersionedForecast(version.number(), version.predictor().predict(history, future));
        } finally {
            versions.release(version);
        }
    }

    @Override
    public Forecast predict(TimeSeries history) {
        ServedVersion version = versions.acquire();
        try {
            return version.predictor().predict(history);
        } finally {
            versions.release(version);
        }
    }

    @Override
    public Forecast predict(TimeSeries history, TimeSeries future) {
        ServedVersion version = versions.acquire();
        try {
            return version.predictor().predict(history, future);
        } finally {
            versions.release(version);
        }
    }

    /** Forecasts several series, all with the same version. */
    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories) {
        ServedVersion version = versions.acquire();
        try {
            return version.predictor().predictAll(histories);
        } finally {
            versions.release(version);
        }
    }

    /** Forecasts several series, all with the same version. */
    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories, List<TimeSeries> futures) {
        ServedVersion version = versions.acquire();
        try {
            return version.predictor().predictAll(histories, futures);
        } finally {
            versions.release(version);
        }
    }

    /** Forecasts several series, all with the same version. */
    @Override
    public List<SeriesOutcome> predictEach(List<TimeSeries> histories) {
        ServedVersion version = versions.acquire();
        try {
            return version.predictor().predictEach(histories);
        } finally {
            versions.release(version);
        }
    }

    /** Forecasts several series, all with the same version. */
    @Override
    public List<SeriesOutcome> predictEach(List<TimeSeries> histories, List<TimeSeries> futures) {
        ServedVersion version = versions.acquire();
        try {
            return version.predictor().predictEach(histories, futures);
        } finally {
            versions.release(version);
        }
    }

    @Override
    public ReloadingSession openSession(TimeSeries history) {
        return openSession(history, TimeSeries.empty());
    }

    @Override
    public ReloadingSession openSession(TimeSeries history, TimeSeries future) {
        return ReloadingSession.open(versions, settings, history, future, "");
    }

    /**
     * Opens a session with the snapshot that {@link #saveSession} has saved under a key, if it is of the model that
     * serves, and otherwise with the history. A session from a snapshot takes the rows of the history that are later
     * than its own, and the known-future rows. {@link ReloadingSession#opening} says which it was.
     *
     * @param key the name of the session, such as the id of the series
     * @param history the rows known so far, at least {@code info().requiredHistory()}
     * @param future rows after the history with the known-future columns; may be {@link TimeSeries#empty()}, and a
     *     snapshot's own rows are kept then
     * @return a new session for one thread; the caller closes it
     * @throws io.forecastj.ForecastException as {@link #openSession(TimeSeries, TimeSeries)}
     * @throws io.forecastj.store.StoreException if the store cannot be read
     */
    public ReloadingSession openSession(String key, TimeSeries history, TimeSeries future) {
        return new SavedSessions(settings.model(), versions, settings).open(key, history, future);
    }

    /**
     * Saves the snapshot of a session in the store, in place of an earlier one with the same key and model.
     *
     * @param key the name of the session, such as the id of the series
     * @param session a session of this predictor, on the thread to which it belongs
     * @throws IllegalArgumentException if the session is of another predictor
     * @throws io.forecastj.store.StoreException if the store cannot be written
     * @throws io.forecastj.PredictorClosedException if the session or this predictor is closed
     */
    public void saveSession(String key, ReloadingSession session) {
        session.requireOf(versions);
        settings.model().saveSnapshot(session.version(), key, session.snapshot());
    }

    /**
     * Restores a session from its snapshot, with the version that serves.
     *
     * @param snapshot the bytes from {@link ReloadingSession#snapshot}, or from a session of the same model
     * @return a new session for one thread; the caller closes it
     * @throws io.forecastj.SnapshotException if the bytes are damaged, come from another version of this library or
     *     from a session of another model; if that is another version in the store, the message names it
     * @throws io.forecastj.PredictorClosedException if this predictor is closed
     */
    @Override
    public ReloadingSession restore(byte[] snapshot) {
        return new SavedSessions(settings.model(), versions, settings).restore(snapshot);
    }

    @Override
    public String modelHash() {
        return versions.serving().predictor().modelHash();
    }

    @Override
    public PredictorInfo info() {
        return versions.serving().predictor().info();
    }

    /**
     * Closes this predictor, every version that it still holds, and its schedules. A refresh that is loading a version
     * closes that one when it has been loaded.
     */
    @Override
    public void close() {
        versions.close();
        schedules.cancel();
    }

    @Override
    public String toString() {
        return "predictor of " + versions.serving() + (versions.closed() ? ", closed" : "");
    }

    /** Builder of predictors that follow an alias. Not thread-safe. */
    public static final class Builder {
        /**
         * The number of forecasts of a warm-up unless set: enough rows for a LightGBM or XGBoost model to have its
         * trees compiled, in the background.
         */
        public static final int WARM_UP_CALLS = 1_000;

        private final StoredModel model;
        private final String alias;
        private final Set<Column> supplied = new LinkedHashSet<>();
        private final List<Consumer<Reload>> listeners = new ArrayList<>();
        private @Nullable TimeSeries history;
        private TimeSeries future = TimeSeries.empty();
        private int calls = WARM_UP_CALLS;
        private int suppliedRows;
        private @Nullable Integer sessionRows;
        private boolean sessionsFollow = true;
        private BiFunction<ModelVersion, Predictor, Predictor> wrapper = (version, predictor) -> predictor;
        private LongSupplier nanoClock = System::nanoTime;

        private Builder(StoredModel model, String alias) {
            this.model = Objects.requireNonNull(model, "model");
            this.alias = Objects.requireNonNull(alias, "alias");
        }

        /**
         * Warms each version up with forecasts of a history before it serves. Without a warm-up, the first calls of a
         * new version may take longer, and a version that cannot forecast is found out by callers.
         *
         * @param history the rows, at least as many as versions require
         * @return this builder
         */
        public Builder warmUp(TimeSeries history) {
            return warmUp(history, TimeSeries.empty());
        }

        /**
         * Warms each version up with forecasts of a history and its known-future rows before it serves.
         *
         * @param history the rows, at least as many as versions require
         * @param future rows after the history with the known-future columns, one for each step
         * @return this builder
         */
        public Builder warmUp(TimeSeries history, TimeSeries future) {
            this.history = Objects.requireNonNull(history, "history");
            this.future = Objects.requireNonNull(future, "future");
            return this;
        }

        /**
         * Sets the number of forecasts of a warm-up; {@value #WARM_UP_CALLS} unless set. After two seconds it ends in
         * any case.
         *
         * @param calls the number, at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code calls < 1}
         */
        public Builder warmUpCalls(int calls) {
            this.calls = atLeast(1, "the calls of a warm-up", calls);
            return this;
        }

        /**
         * Allows later versions to need a column that the first one does not need, because callers supply it.
         *
         * @param role the role in which they supply it: in the history, ahead of time as well, or as an attribute
         * @param columns the names
         * @return this builder
         * @throws IllegalArgumentException if the role is that of a target: the targets never change
         */
        public Builder supplies(ColumnRole role, String... columns) {
            if (role == ColumnRole.TARGET) {
                throw new IllegalArgumentException("expected the role PAST, KNOWN_FUTURE or STATIC for "
                        + List.of(columns) + ", found TARGET; all versions have the targets of the first one");
            }
            for (String column : columns) {
                supplied.add(new Column(column, role));
            }
            return this;
        }

        /**
         * Allows later versions to need a longer history than the first one, because callers supply at least this
         * number of rows. Leave it unset if they cut histories to {@code info().requiredHistory()} of a version.
         *
         * @param rows the number, at least 1; without effect if the first version needs more
         * @return this builder
         * @throws IllegalArgumentException if {@code rows < 1}
         */
        public Builder suppliedRows(int rows) {
            this.suppliedRows = atLeast(1, "the rows that callers supply", rows);
            return this;
        }

        /**
         * Sets the number of rows that each session keeps in memory so that it can be reopened on the next version.
         * Unless set, it is {@code info().sufficientHistory()} of the session's version, or {@code requiredHistory()}
         * if that is not known. It is never less than versions may require. A row takes 8 bytes for its time and for
         * each column.
         *
         * @param rows the number, at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code rows < 1}
         */
        public Builder sessionRows(int rows) {
            this.sessionRows = atLeast(1, "the rows that a session keeps", rows);
            return this;
        }

        /**
         * Lets sessions stay on their version until {@link ReloadingSession#reopen()}. Unless set, a session moves by
         * itself, at its next call after a reload, which takes the time of opening a session.
         *
         * @return this builder
         */
        public Builder keepSessions() {
            this.sessionsFollow = false;
            return this;
        }

        /**
         * Sets what wraps the predictor of each version, such as the monitor of that version or a fallback: <pre>{@code
         * .wrap((version, predictor) -> monitorOf(version).watch(predictor))
         * }</pre>
         *
         * <p>The function is called once for each version, after its checks and its warm-up and just before it serves,
         * on the thread that loads it. What it throws refuses the version. Sessions and snapshots are those of the
         * wrapped predictor.
         *
         * @param wrapper returns a predictor of the same targets and steps, whose {@code close()} closes the given one
         * @return this builder
         */
        public Builder wrap(BiFunction<ModelVersion, Predictor, Predictor> wrapper) {
            this.wrapper = Objects.requireNonNull(wrapper, "wrapper");
            return this;
        }

        /**
         * Adds a listener to reloads. It receives each change of the serving version, and each failure once, on the
         * thread of the refresh. An exception that it throws is logged and has no other effect.
         *
         * @param listener receives the outcomes {@code RELOADED}, {@code REFUSED} and {@code FAILED}
         * @return this builder
         */
        public Builder onReload(Consumer<Reload> listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * Sets the clock that measures reloads and limits the warm-up, for tests; {@link System#nanoTime} unless set.
         *
         * @param clock returns a time in nanoseconds that never decreases; thread-safe
         * @return this builder
         */
        public Builder nanoClock(LongSupplier clock) {
            this.nanoClock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Loads the version that the alias names, and warms it up.
         *
         * @return a new predictor; the caller closes it
         * @throws io.forecastj.ModelLoadException if there is no such alias, or the version cannot be loaded
         * @throws io.forecastj.ModelIntegrityException if a file is damaged, or the version is not signed as needed
         * @throws io.forecastj.store.StoreException if the store cannot be read
         * @throws io.forecastj.ForecastException if the version does not accept the warm-up history
         */
        public ReloadingPredictor open() {
            WarmUpCalls warmUp = history == null ? null : new WarmUpCalls(history, future, calls, nanoClock);
            VersionLoader loader = new VersionLoader(model, warmUp, Set.copyOf(supplied), suppliedRows, wrapper);
            VersionLoader.First first = loader.first(Reloader.named(model, alias));
            ServedVersions versions = new ServedVersions(first.served());
            Reloader reloader = new Reloader(model, alias, loader, first.agreement(), versions, listeners, nanoClock);
            return new ReloadingPredictor(
                    new ServingSettings(model, first.agreement(), sessionRows, sessionsFollow), versions, reloader);
        }

        private static int atLeast(int least, String what, int value) {
            if (value < least) {
                throw new IllegalArgumentException(what + " must be at least " + least + ", found " + value);
            }
            return value;
        }
    }
}
