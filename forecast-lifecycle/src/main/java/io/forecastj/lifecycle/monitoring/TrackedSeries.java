package io.forecastj.lifecycle.monitoring;

/** State of one series in a {@link SeriesMap}. Callers hold its monitor, except for {@link #lastUsed}. */
abstract class TrackedSeries {
    private volatile long lastUsed;
    private boolean closed;

    final long lastUsed() {
        return lastUsed;
    }

    /** Written only when it changes, so that threads that use one series do not take its cache line from each other. */
    final void use(long tick) {
        if (lastUsed != tick) {
            lastUsed = tick;
        }
    }

    /** Returns true if this was taken out of the map; whoever still has it takes the new one. */
    final boolean closed() {
        return closed;
    }

    final void close() {
        closed = true;
        release();
    }

    /** Corrects counts that this series is part of. */
    void release() {}
}
