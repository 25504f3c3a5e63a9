package io.forecastj.lifecycle.monitoring;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * States of series by id, for as many series as may be. Thread-safe; series share no lock, except when
 * one is new and the bound is reached.
 */
final class SeriesMap<T extends TrackedSeries> {
    /** The part of the series that makes place at once, since finding the least recently used ones takes a pass. */
    private static final int PART = 16;

    private record Used<T>(String id, T series, long tick) {}

    private final Map<String, T> byId = new ConcurrentHashMap<>();
    private final int maxSeries;
    private final Supplier<T> fresh;
    /** The number of series made so far: the time by which the use of a series is dated. Read often, written seldom. */
    private final AtomicLong made = new AtomicLong();

    private final LongAdder dropped = new LongAdder();

    SeriesMap(int maxSeries, Supplier<T> fresh) {
        this.maxSeries = maxSeries;
        this.fresh = fresh;
    }

    /** Runs an action on a series, which no other thread uses meanwhile. */
    void with(String id, Consumer<T> action) {
        while (true) {
            T series = byId.get(id);
            if (series == null) {
                series = add(id);
            }
            series.use(made.get());
            synchronized (series) {
                if (!series.closed()) {
                    action.accept(series);
                    return;
                }
            }
        }
    }

    private T add(String id) {
        T added = fresh.get();
        added.use(made.incrementAndGet());
        T present = byId.putIfAbsent(id, added);
        if (present != null) {
            return present;
        }
        if (byId.size() > maxSeries) {
            dropOldest();
        }
        return added;
    }

    private synchronized void dropOldest() {
        int surplus = byId.size() - maxSeries;
        if (surplus <= 0) {
            return;
        }
        // the ticks are read once, since those of series in use change while they are sorted
        List<Used<T>> oldest = byId.entrySet().stream()
                .map(entry -> new Used<>(
                        entry.getKey(), entry.getValue(), entry.getValue().lastUsed()))
                .sorted(Comparator.comparingLong(Used::tick))
                .limit(Math.max(surplus, maxSeries / PART))
                .toList();
        for (Used<T> one : oldest) {
            close(one.id(), one.series());
            dropped.increment();
        }
    }

    private void close(String id, T series) {
        synchronized (series) {
            series.close();
            byId.remove(id, series);
        }
    }

    /** Forgets all series and the number of those dropped. */
    void clear() {
        byId.forEach(this::close);
        dropped.reset();
    }

    int size() {
        return byId.size();
    }

    /** The number of series that made place for others. */
    long dropped() {
        return dropped.sum();
    }
}
