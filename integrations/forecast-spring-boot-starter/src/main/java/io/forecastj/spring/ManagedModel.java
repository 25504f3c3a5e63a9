package io.forecastj.spring;

import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorClosedException;
import io.forecastj.lifecycle.monitoring.Monitor;
import io.forecastj.lifecycle.serving.Reload;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.spring.ModelStatus.State;
import io.forecastj.store.ModelVersion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One model of the properties: opens it, looks at its alias, knows its state.
 *
 * <p>Thread-safe: one opening or look at a time, while the state is read without a lock.
 */
final class ManagedModel {
    private static final Logger LOG = LoggerFactory.getLogger(ManagedModel.class);

    /** A look that takes longer than this and a few periods means that the store does not answer. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int PERIODS = 3;

    private final ModelSettings settings;
    private final ModelOpener opener;
    private final Clock clock;
    private final Consumer<ModelStatus> changes;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final WrappedVersions versions = new WrappedVersions();
    private final CompletableFuture<Predictor> loaded = new CompletableFuture<>();

    private volatile @Nullable Predictor predictor;
    private volatile @Nullable Throwable openFailure;
    private volatile @Nullable Instant since;
    private volatile @Nullable Instant lastLook;
    private volatile @Nullable Reload lastReload;
    private volatile boolean scheduled;
    private volatile boolean closed;

    ManagedModel(ModelSettings settings, ModelOpener opener, Clock clock, Consumer<ModelStatus> changes) {
        this.settings = settings;
        this.opener = opener;
        this.clock = clock;
        this.changes = changes;
    }

    ModelSettings settings() {
        return settings;
    }

    /** The monitor of the version that serves. */
    Optional<Monitor> monitor() {
        return serves().map(WrappedVersion::monitor);
    }

    /** The version that serves, with what is around it; empty if none does. */
    private Optional<WrappedVersion> serves() {
        Predictor now = predictor;
        return now == null ? Optional.empty() : versions.serving(() -> number(now));
    }

    private static OptionalInt number(Predictor predictor) {
        return predictor instanceof ReloadingPredictor following
                ? OptionalInt.of(following.version().number())
                : OptionalInt.empty();
    }

    /** Returns whether the model has been loaded. */
    boolean isLoaded() {
        return predictor != null;
    }

    /** Whether the model could not be loaded. */
    boolean isAbsent() {
        return predictor == null && openFailure != null;
    }

    /** Passes the predictor to an action once it has been loaded; at once if it already is. */
    void whenLoaded(Consumer<Predictor> action) {
        loaded.thenAccept(action).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.warn("the model '{}' serves without its meters", settings.name(), failure);
            }
        });
    }

    /** Opens a model without which the application does not start. */
    Predictor open() {
        oneAtATime.lock();
        try {
            return load();
        } catch (ForecastPropertyException e) {
            throw e;
        } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            openFailure = e;
            throw new ForecastPropertyException(
                    settings.source(),
                    "the model '" + settings.name() + "' cannot be loaded: " + ForecastPropertyException.reasonOf(e),
                    "Mend the model, or set " + settings.property("required")
                            + "=false to start without it and to try again later",
                    e);
        } finally {
            oneAtATime.unlock();
        }
    }

    /** Opens a model, or remembers why it cannot be opened. */
    Predictor openLate() {
        oneAtATime.lock();
        try {
            tryLoad();
        } finally {
            oneAtATime.unlock();
        }
        return new LateModel(this::serving, this::close);
    }

    /** Looks at the alias once, or tries again to load a model that is absent. */
    void look() {
        oneAtATime.lock();
        try {
            Predictor now = predictor;
            if (closed) {
                throw new PredictorClosedException("the model '" + settings.name() + "' is closed");
            }
            if (now instanceof ReloadingPredictor following) {
                following.refresh();
                lastLook = clock.instant();
            } else if (now == null && openFailure != null) {
                tryLoad();
                if (predictor != null) {
                    LOG.info("the model '{}' has been loaded", settings.name());
                    changes.accept(status());
                }
            }
        } finally {
            oneAtATime.unlock();
        }
    }

    private void tryLoad() {
        try {
            load();
        } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            // also errors that a model can cause: one that needs an absent native library, or is too large for the heap
            Throwable before = openFailure;
            openFailure = e;
            lastLook = clock.instant();
            if (before == null
                    || !ForecastPropertyException.reasonOf(before).equals(ForecastPropertyException.reasonOf(e))) {
                LOG.warn(
                        "the model '{}' does not serve: {}", settings.name(), ForecastPropertyException.reasonOf(e), e);
            }
        }
    }

    private Predictor load() {
        ModelLocation place = settings.path();
        Predictor opened;
        try {
            opened = place == null
                    ? opener.following(settings, versions::add, this::reloaded)
                    : opener.fixed(settings, place, versions::add);
        } catch (Throwable e) {
            versions.clear();
            throw e;
        }
        since = clock.instant();
        lastLook = place == null ? since : null;
        openFailure = null;
        predictor = opened;
        if (closed) {
            opened.close();
        } else {
            loaded.complete(opened);
        }
        return opened;
    }

    private void reloaded(Reload reload) {
        lastReload = reload;
        versions.keep(OptionalInt.of(reload.to()));
        if (reload.outcome() == Reload.Outcome.RELOADED) {
            since = clock.instant();
        }
        changes.accept(status());
    }

    private Predictor serving() {
        Predictor now = predictor;
        if (now != null) {
            return now;
        }
        Throwable failure = openFailure;
        throw new ModelLoadException(
                "the model '" + settings.name() + "' has not been loaded"
                        + (failure == null ? "" : ": " + ForecastPropertyException.reasonOf(failure)),
                failure);
    }

    private void close() {
        closed = true;
        Predictor now = predictor;
        if (now != null) {
            now.close();
        }
    }

    /** Whether looks are to be scheduled for this model. */
    boolean looks() {
        return !settings.refresh().isZero() && (settings.follows() || !settings.required());
    }

    /** Says that looks are due from now on, or that no more are. */
    void scheduled(boolean value) {
        if (value && lastLook != null) {
            lastLook = clock.instant();
        }
        scheduled = value;
    }

    ModelStatus status() {
        Predictor now = predictor;
        ReloadingPredictor following = now instanceof ReloadingPredictor reloading ? reloading : null;
        ModelVersion version = following == null ? null : following.version();
        Throwable failure = openFailure;
        String problem = failure == null ? null : ForecastPropertyException.reasonOf(failure);
        if (following != null) {
            Reload failed = following.lastFailure().orElse(null);
            failure = failed == null ? null : failed.failure().orElse(null);
            problem = failed == null ? overdue() : failed.reason();
        }
        boolean current = problem == null;
        String silent = serves().flatMap(SilentMembers::of).orElse(null);
        if (silent != null) {
            problem = problem == null ? silent : problem + "; " + silent;
        }
        State state;
        if (now == null) {
            state = failure == null ? State.UNOPENED : State.DOWN;
        } else {
            state = problem == null ? State.UP : State.DEGRADED;
        }
        return new ModelStatus(new ModelStatus.Parts(
                settings.name(),
                state,
                now == null ? null : now.info(),
                version,
                since,
                lastLook,
                lastReload,
                problem,
                failure,
                current,
                settings.required()));
    }

    /** Says since when the store has not answered, if a look hangs. */
    private @Nullable String overdue() {
        Instant last = lastLook;
        if (!scheduled || last == null) {
            return null;
        }
        Duration longest = settings.refresh().multipliedBy(PERIODS).plus(PATIENCE);
        return clock.instant().isAfter(last.plus(longest))
                ? "the look at the store that began after " + last + " has not ended"
                : null;
    }
}
