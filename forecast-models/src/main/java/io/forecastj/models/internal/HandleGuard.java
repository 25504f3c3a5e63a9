package io.forecastj.models.internal;

import io.forecastj.PredictorClosedException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps a native handle alive while calls use it: frees it once, when it is closed and no call runs.
 *
 * <p>Thread-safe and lock-free. Every call that touches the handle stands between {@link #acquire} and {@link
 * #release}:
 *
 * <pre>{@code
 * guard.acquire();
 * try {
 *     return nativeCall(handle);
 * } finally {
 *     guard.release();
 * }
 * }</pre>
 */
public final class HandleGuard implements AutoCloseable {
    // The sign bit says closed, the others count the running calls.
    private static final int CLOSED = Integer.MIN_VALUE;

    // Closed, with the handle freed: no count can reach it, and so no release can free a second time.
    private static final int FREED = -1;

    private final AtomicInteger state = new AtomicInteger();
    private final String owner;
    private final Runnable free;

    /**
     * Creates an open guard.
     *
     * @param owner what holds the handle, for messages, such as {@code "the LightGBM model"}
     * @param free frees the handle; run exactly once, by the thread that closes or by the one whose call ends last
     */
    public HandleGuard(String owner, Runnable free) {
        this.owner = Objects.requireNonNull(owner, "owner");
        this.free = Objects.requireNonNull(free, "free");
    }

    /**
     * Begins a call; the handle lives at least until its {@link #release}.
     *
     * @throws PredictorClosedException if the guard is closed; there is nothing to release then
     */
    public void acquire() {
        int calls = state.get();
        while (calls >= 0) {
            if (state.compareAndSet(calls, calls + 1)) {
                return;
            }
            calls = state.get();
        }
        throw new PredictorClosedException(owner + " is closed");
    }

    /**
     * Ends a call that {@link #acquire} began, and frees the handle if it was the last one of a closed guard.
     *
     * @throws IllegalStateException if no call runs
     */
    public void release() {
        int before = state.get();
        while (true) {
            if (before == FREED || (before & ~CLOSED) == 0) {
                throw new IllegalStateException(owner + ": release without acquire");
            }
            int after = before - 1 == CLOSED ? FREED : before - 1;
            if (state.compareAndSet(before, after)) {
                if (after == FREED) {
                    free.run();
                }
                return;
            }
            before = state.get();
        }
    }

    /**
     * Closes the guard and returns at once: later calls are refused, the handle is freed now if no call runs, else by
     * the last running one. Idempotent.
     */
    @Override
    public void close() {
        int before = state.get();
        while (before >= 0) {
            int after = before == 0 ? FREED : before | CLOSED;
            if (state.compareAndSet(before, after)) {
                if (after == FREED) {
                    free.run();
                }
                return;
            }
            before = state.get();
        }
    }

    /**
     * Says whether {@link #close} was called.
     *
     * @return true from the first close on
     */
    public boolean isClosed() {
        return state.get() < 0;
    }
}
