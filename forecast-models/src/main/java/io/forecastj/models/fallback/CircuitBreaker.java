package io.forecastj.models.fallback;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Keeps calls away from a member that fails repeatedly; see {@link BreakerState} for the transitions.
 *
 * <p>Thread-safe and without locks. A successful call writes nothing if no failure precedes it.
 */
final class CircuitBreaker {
    /** Permission for one call; it also decides the meaning of the call's outcome. */
    enum Pass {
        REFUSED,
        NORMAL,
        PROBE
    }

    private record Snapshot(BreakerState state, int failures, long until) {}

    private static final Snapshot FRESH = new Snapshot(BreakerState.CLOSED, 0, 0);

    private final AtomicReference<Snapshot> current = new AtomicReference<>(FRESH);
    private final int threshold;
    private final long openNanos;
    private final LongSupplier nanoClock;

    CircuitBreaker(int threshold, long openNanos, LongSupplier nanoClock) {
        this.threshold = threshold;
        this.openNanos = openNanos;
        this.nanoClock = nanoClock;
    }

    BreakerState state() {
        return current.get().state;
    }

    /** Returns the number of failures in a row. */
    int failures() {
        return current.get().failures;
    }

    /**
     * Begins a call. Unless it is refused, exactly one of {@link #succeeded}, {@link #failed} and {@link #abandoned}
     * must end it.
     */
    Pass enter() {
        Snapshot now = current.get();
        if (now.state == BreakerState.CLOSED) {
            return Pass.NORMAL;
        }
        // compare the difference, since a clock of nanoseconds may overflow
        if (now.state == BreakerState.HALF_OPEN || nanoClock.getAsLong() - now.until < 0) {
            return Pass.REFUSED;
        }
        Snapshot probing = new Snapshot(BreakerState.HALF_OPEN, now.failures, 0);
        return current.compareAndSet(now, probing) ? Pass.PROBE : Pass.REFUSED;
    }

    /** Ends a call that the member answered. */
    void succeeded(Pass pass) {
        if (pass == Pass.PROBE) {
            current.set(FRESH);
            return;
        }
        Snapshot now = current.get();
        while (now.state == BreakerState.CLOSED && now.failures > 0 && !current.compareAndSet(now, FRESH)) {
            now = current.get();
        }
    }

    /** Ends a call in which the member failed; returns true if that opened the breaker. */
    boolean failed(Pass pass) {
        if (pass == Pass.PROBE) {
            current.set(open(failures() + 1, openNanos));
            return true;
        }
        while (true) {
            Snapshot now = current.get();
            if (now.state != BreakerState.CLOSED) {
                return false;
            }
            int failures = now.failures + 1;
            boolean opens = failures >= threshold;
            Snapshot next = opens ? open(failures, openNanos) : new Snapshot(BreakerState.CLOSED, failures, 0);
            if (current.compareAndSet(now, next)) {
                return opens;
            }
        }
    }

    /** Ends a call that proves nothing about the member. */
    void abandoned(Pass pass) {
        if (pass == Pass.PROBE) {
            current.set(open(failures(), 0));
        }
    }

    private Snapshot open(int failures, long nanos) {
        return new Snapshot(BreakerState.OPEN, failures, nanoClock.getAsLong() + nanos);
    }
}
