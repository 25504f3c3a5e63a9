package io.forecastj.lifecycle.serving;

import io.forecastj.ModelLoadException;
import io.forecastj.store.ModelVersion;
import io.forecastj.store.StoreEvent;
import io.forecastj.store.StoreException;
import io.forecastj.store.StoredModel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the alias and lets the version that it names serve.
 *
 * <p>Thread-safe: one look at a time, while calls go through the version that serves.
 */
final class Reloader {
    private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

    private final StoredModel model;
    private final String alias;
    private final VersionLoader loader;
    private final Agreement agreement;
    private final ServedVersions versions;
    private final List<Consumer<Reload>> listeners;
    private final LongSupplier nanoClock;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final AtomicLongArray refreshes = new AtomicLongArray(Reload.Outcome.values().length);
    private volatile @Nullable Reload lastFailure;

    /** The version that was refused last, and how often it had been promoted by then; guarded by the lock. */
    private @Nullable Refused refused;

    private record Refused(int number, long promotions, Throwable failure) {}

    Reloader(
            StoredModel model,
            String alias,
            VersionLoader loader,
            Agreement agreement,
            ServedVersions versions,
            List<Consumer<Reload>> listeners,
            LongSupplier nanoClock) {
        this.model = model;
        this.alias = alias;
        this.loader = loader;
        this.agreement = agreement;
        this.versions = versions;
        this.listeners = List.copyOf(listeners);
        this.nanoClock = nanoClock;
    }

    Optional<Reload> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    String alias() {
        return alias;
    }

    /** The number of refreshes that had an outcome. */
    long refreshes(Reload.Outcome outcome) {
        return refreshes.get(outcome.ordinal());
    }

    Reload refresh() {
        oneAtATime.lock();
        try {
            versions.requireOpen();
            Reload before = lastFailure;
            Consumer<Reload> recording = FlightRecording.reload(model.name(), alias);
            Reload reload = look();
            recording.accept(reload);
            refreshes.incrementAndGet(reload.outcome().ordinal());
            boolean failed = reload.failure().isPresent();
            lastFailure = failed ? reload : null;
            if (failed ? !isSame(before, reload) : reload.outcome() == Reload.Outcome.RELOADED) {
                announce(reload);
            }
            return reload;
        } finally {
            oneAtATime.unlock();
        }
    }

    private Reload look() {
        long start = nanoClock.getAsLong();
        int serving = versions.serving().number();
        ModelVersion named = null;
        long promotions;
        try {
            named = named(model, alias);
            if (named.number() == serving) {
                refused = null;
                return Reload.unchanged(serving, since(start));
            }
            promotions = promotions(named.number());
            if (refused != null && refused.number() == named.number() && refused.promotions() == promotions) {
                return Reload.refused(serving, named.number(), since(start), refused.failure());
            }
        } catch (RuntimeException e) {
            return Reload.failed(serving, named == null ? null : named.number(), since(start), e);
        }
        return load(named, promotions, serving, start);
    }

    private Reload load(ModelVersion named, long promotions, int serving, long start) {
        try {
            versions.swap(loader.next(named, agreement));
            refused = null;
            return Reload.done(serving, named.number(), since(start));
        } catch (StoreException e) {
            return Reload.failed(serving, named.number(), since(start), e);
        } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            if (versions.closed()) {
                throw e;
            }
            // also errors that a model can cause: one that needs an absent native library, or is too large for the heap
            refused = new Refused(named.number(), promotions, e);
            return Reload.refused(serving, named.number(), since(start), e);
        }
    }

    /** Finds the version that the alias names, or throws. */
    static ModelVersion named(StoredModel model, String alias) {
        return model.find(alias)
                .orElseThrow(() -> new ModelLoadException("no version of '" + model.name() + "' has the alias '" + alias
                        + "'; there are the aliases " + model.aliases().keySet() + ". Promote a version to it"));
    }

    /**
     * Counts how often the alias was given to a version, so that a refused one is tried again when that is repeated.
     */
    private long promotions(int number) {
        return model.events().stream()
                .filter(event -> event.alias().filter(alias::equals).isPresent()
                        && event.version().orElse(0) == number
                        && (event.kind().equals(StoreEvent.PROMOTED)
                                || event.kind().equals(StoreEvent.ROLLED_BACK)))
                .count();
    }

    private static boolean isSame(@Nullable Reload before, Reload now) {
        return before != null
                && before.outcome() == now.outcome()
                && before.named().equals(now.named())
                && (before.failure().equals(now.failure())
                        || now.outcome() == Reload.Outcome.FAILED
                                && before.reason().equals(now.reason()));
    }

    private void announce(Reload reload) {
        if (reload.failure().isPresent()) {
            LOG.warn(
                    "version {} of '{}' keeps serving '{}', although {}",
                    reload.to(),
                    model.name(),
                    alias,
                    reload.reason(),
                    reload.failure().get());
        }
        for (Consumer<Reload> listener : listeners) {
            try {
                listener.accept(reload);
            } catch (RuntimeException | Error e) {
                LOG.warn("a listener failed on the reload of '{}': {}", model.name(), reload, e);
            }
        }
    }

    private Duration since(long start) {
        return Duration.ofNanos(nanoClock.getAsLong() - start);
    }
}
