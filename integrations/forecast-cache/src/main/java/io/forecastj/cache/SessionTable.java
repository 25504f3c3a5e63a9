package io.forecastj.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.forecastj.ForecastException;
import io.forecastj.PredictorClosedException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The sessions in memory, of which a key has at most one that is not retired.
 *
 * <p>Thread-safe. A session is in the cache; once evicted, it is in {@code leaving} until it was saved, and only then
 * retired. The step from the one to the other is atomic, and so is the way back if its key is used again. So an
 * eviction never takes a session away from a caller who uses it, and no caller opens a second one from an older
 * snapshot.
 */
final class SessionTable {
    /** The number of evicted sessions that a call saves at most, so that no caller works for all others. */
    private static final int SAVES_A_CALL = 2;

    private static final long RETRY_NANOS = 1_000_000_000;

    private final Cache<String, LiveSession> cache;
    private final ConcurrentMap<String, LiveSession> leaving = new ConcurrentHashMap<>();
    private final SessionOpening opening;
    private final SnapshotStore store;
    private final int maximumLive;
    private final Executor executor;
    private final LongSupplier nanoClock;
    private volatile boolean closed;

    final LongAdder saved = new LongAdder();
    final LongAdder failedSaves = new LongAdder();

    /**
     * Creates an empty table.
     *
     * @param bounds sets the bound of idle time, if there is one
     * @param executor saves evicted sessions
     */
    SessionTable(
            SessionOpening opening,
            SnapshotStore store,
            int maximumLive,
            UnaryOperator<Caffeine<Object, Object>> bounds,
            Executor executor,
            LongSupplier nanoClock) {
        this.opening = opening;
        this.store = store;
        this.maximumLive = maximumLive;
        this.executor = executor;
        this.nanoClock = nanoClock;
        this.cache = bounds.apply(Caffeine.newBuilder()
                        .maximumSize(maximumLive)
                        .executor(Runnable::run)
                        .ticker(nanoClock::getAsLong))
                .<String, LiveSession>evictionListener((key, live, cause) -> {
                    if (key != null && live != null) {
                        leaving.put(key, live);
                    }
                })
                .build();
    }

    /** Returns the open session of a key, locked; {@link #leave} ends its use. */
    LiveSession enter(String key) {
        LiveSession live = locked(key);
        boolean entered = false;
        try {
            if (live.session == null) {
                requireRoom();
                opening.open(live);
            }
            entered = true;
            return live;
        } finally {
            if (!entered) {
                leave(live);
            }
        }
    }

    void leave(LiveSession live) {
        live.unlock();
        if (!leaving.isEmpty()) {
            try {
                executor.execute(() -> saveLeaving(SAVES_A_CALL));
            } catch (RejectedExecutionException e) {
                saveLeaving(SAVES_A_CALL);
            }
        }
    }

    /** Returns the session of a key, locked, which may not be open yet. */
    private LiveSession locked(String key) {
        while (true) {
            requireOpen();
            LiveSession live = cache.getIfPresent(key);
            if (live == null) {
                live = cache.get(key, this::evictedOrNew);
            }
            lock(live);
            boolean open = !closed;
            if (open && !live.retired) {
                return live;
            }
            if (live.retired || live.session == null) { // one that was made just now, while the sessions were closed
                cache.asMap().remove(key, live);
                leaving.remove(key, live);
            }
            live.unlock();
            if (!open) {
                requireOpen();
            }
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new PredictorClosedException("the sessions are closed");
        }
    }

    /** Runs while the cache holds the place of the key, as its listener does: nothing can come between. */
    private LiveSession evictedOrNew(String key) {
        LiveSession evicted = leaving.remove(key);
        return evicted == null ? new LiveSession(key) : evicted;
    }

    private static void lock(LiveSession live) {
        try {
            live.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled =
                    new CancellationException("interrupted while another call used the session '" + live.key + "'");
            cancelled.initCause(e);
            throw cancelled;
        }
    }

    /** Throws if so many evicted sessions cannot be saved that memory would fill with them. */
    private void requireRoom() {
        if (leaving.size() > maximumLive) {
            RuntimeException failure = saveLeaving(Integer.MAX_VALUE);
            // those in use are no more than there are threads
            long failed = leaving.values().stream().filter(live -> live.failed).count();
            if (failed > maximumLive) {
                throw new ForecastException(
                        failed + " evicted sessions could not be saved, more than the " + maximumLive
                                + " live ones; no further session is opened until the store works again",
                        failure);
            }
        }
    }

    /** Saves some evicted sessions that are not in use; returns the last failure, after which they stay in memory. */
    private @Nullable RuntimeException saveLeaving(int most) {
        RuntimeException failure = null;
        int count = 0;
        for (LiveSession live : leaving.values()) {
            // a session in use is saved after its use; by its own thread too, which may be within a call of it
            if (live.isHeldByCurrentThread() || !live.tryLock()) {
                continue;
            }
            try {
                if (live.retired) {
                    // its place in the cache had expired when it was removed, which counts as an eviction
                    leaving.remove(live.key, live);
                } else if (leaving.get(live.key) == live && due(live)) {
                    count++;
                    save(live);
                    live.retire();
                    leaving.remove(live.key, live);
                }
            } catch (RuntimeException e) {
                failure = e;
            } finally {
                live.unlock();
            }
            if (count >= most) {
                break;
            }
        }
        return failure;
    }

    private boolean due(LiveSession live) {
        return !live.failed || nanoClock.getAsLong() - live.retryAt >= 0;
    }

    private void save(LiveSession live) {
        if (live.session == null || !live.changed) {
            return;
        }
        try {
            store.save(live.key, SessionRecord.write(live.key, live.open()));
            live.changed = false;
            live.failed = false;
            saved.increment();
        } catch (RuntimeException e) {
            failedSaves.increment();
            live.failed = true;
            live.retryAt = nanoClock.getAsLong() + RETRY_NANOS;
            throw e;
        }
    }

    /** Ends the session of a key and deletes what was saved of it. */
    void remove(String key) {
        LiveSession live = locked(key);
        try {
            store.delete(key);
            live.retire();
            cache.asMap().remove(key, live);
            leaving.remove(key, live);
        } finally {
            leave(live);
        }
    }

    /** Saves what has changed; sessions stay live. */
    void flush() {
        each(this::save);
    }

    /** Evicts what has been idle for too long, and saves all evicted sessions that are not in use. */
    void cleanUp() {
        cache.cleanUp();
        RuntimeException failure = saveLeaving(Integer.MAX_VALUE);
        if (failure != null) {
            throw failure;
        }
    }

    /** Saves and closes all sessions, each after its use; those that cannot be saved stay for the next try. */
    void close() {
        closed = true;
        // again, since a call that came just before may have moved a session back meanwhile
        while (live() > 0) {
            each(live -> {
                save(live);
                live.retire();
            });
        }
    }

    private void each(Consumer<LiveSession> work) {
        cache.cleanUp();
        // twice, since a session may move between both
        Set<LiveSession> all = new LinkedHashSet<>(leaving.values());
        all.addAll(cache.asMap().values());
        all.addAll(leaving.values());
        RuntimeException failure = null;
        for (LiveSession live : all) {
            live.lock();
            try {
                if (!live.retired) {
                    work.accept(live);
                }
                if (live.retired) {
                    cache.asMap().remove(live.key, live);
                    leaving.remove(live.key, live);
                }
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            } finally {
                live.unlock();
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    long live() {
        return cache.estimatedSize() + leaving.size();
    }

    long waiting() {
        return leaving.size();
    }
}
