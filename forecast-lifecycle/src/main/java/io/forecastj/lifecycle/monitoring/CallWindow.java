package io.forecastj.lifecycle.monitoring;

import io.forecastj.ForecastStatus;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Outcomes of the last calls. Thread-safe, without a lock. */
final class CallWindow {
    private static final int EMPTY = 0;
    private static final int FAILED = 1;
    /** Points without a status. */
    private static final int POINTS = 2;

    private static final int FIRST_STATUS = 3;

    private final AtomicIntegerArray ring;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLongArray counts = new AtomicLongArray(FIRST_STATUS + ForecastStatus.values().length);
    private final AtomicLong failures = new AtomicLong();

    CallWindow(int calls) {
        this.ring = new AtomicIntegerArray(calls);
    }

    void made(ForecastStatus status) {
        add(FIRST_STATUS + status.ordinal());
    }

    void points() {
        add(POINTS);
    }

    void failed() {
        failures.incrementAndGet();
        add(FAILED);
    }

    private void add(int end) {
        int before = ring.getAndSet((int) (next.getAndIncrement() % ring.length()), end);
        counts.incrementAndGet(end);
        if (before != EMPTY) {
            counts.decrementAndGet(before);
        }
    }

    /** The number of all calls. */
    long calls() {
        return next.get();
    }

    /** The number of all calls that failed. */
    long failures() {
        return failures.get();
    }

    /** The number of the last forecasts that have a status. */
    long forecasts() {
        return sum(FIRST_STATUS);
    }

    /** The share of a status among the last forecasts that have one. */
    OptionalDouble share(ForecastStatus status) {
        return share(counts.get(FIRST_STATUS + status.ordinal()), forecasts());
    }

    OptionalDouble failedShare() {
        return share(counts.get(FAILED), sum(FAILED));
    }

    private long sum(int first) {
        long sum = 0;
        for (int i = first; i < counts.length(); i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    private static OptionalDouble share(long part, long all) {
        return all <= 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, (double) part / all));
    }
}
