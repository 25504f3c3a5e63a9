package io.forecastj.models.internal;

import io.forecastj.PredictorClosedException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps a native handle valid while calls use it, and frees it once, when the guard is closed and no call runs.
 *
 * <p>Thread-safe and lock-free. Every call that uses the handle runs between {@link #acquire} and {@link #release}:
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
    // The sign bit means closed; the other bits count the running calls.
    private static final int CLOSED = Integer.MIN_VALUE;

    // Closed, with the handle freed. No count of calls equals it, so the handle is not freed a second time.
    private static final int FREED = -1;

    private final AtomicInteger state = new AtomicInteger();
    private final String owner;
    private final Runnable free;

    /**
     * Creates an open guard.
     *
     * @param owner the holder of the handle, for messages, such as {@code "the LightGBM model"}
     * @param free frees the handle; runs exactly once, in the thread that closes or in the one whose call ends last
     */
    public HandleGuard(String owner, Runnable free) {
        this.owner = Objects.requireNonNull(owner, "owner");
        this.free = Objects.requireNonNull(free, "free");
    }

    /**
     * Begins a call; the handle stays valid at least until {@link #release}.
     *
     * @throws PredictorClosedException if the guard is closed; {@link #release} must not be called then
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
     * Ends a call that {@link #acquire} began; frees the handle if this was the last call of a closed guard.
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
     * Closes the guard and returns at once. Later calls are rejected. The handle is freed now if no call runs,
     * otherwise by the running call that ends last. Idempotent.
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
     * Returns whether {@link #close} was called.
     *
     * @return true from the first {@link #close} on
     */
    public boolean isClosed() {
        return state.get() < 0;
    }
}
