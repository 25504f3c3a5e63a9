package io.forecastj.lifecycle.monitoring;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The logs of all series by id, as many as may be. Thread-safe; series share no lock, except when one is new and the
 * bound is reached.
 */
final class SeriesLogs {
    /** The part of the series that makes place at once, since finding the least recently used ones takes a pass. */
    private static final int PART = 16;

    private final Map<String, SeriesLog> byId = new ConcurrentHashMap<>();
    private final int maxSeries;
    private final int maxRows;
    private final int maxForecasts;
    private final LogCounts counts;
    /** The number of series made so far: the time by which the use of a series is dated. Read often, written seldom. */
    private final AtomicLong made = new AtomicLong();

    SeriesLogs(int maxSeries, int maxRows, int maxForecasts, LogCounts counts) {
        this.maxSeries = maxSeries;
        this.maxRows = maxRows;
        this.maxForecasts = maxForecasts;
        this.counts = counts;
    }

    /** Runs an action on the log of a series, which no other thread uses meanwhile. */
    void with(String id, Consumer<SeriesLog> action) {
        while (true) {
            SeriesLog log = byId.get(id);
            if (log == null) {
                log = add(id);
            }
            log.use(made.get());
            synchronized (log) {
                if (!log.closed()) {
                    action.accept(log);
                    return;
                }
            }
        }
    }

    private SeriesLog add(String id) {
        SeriesLog fresh = new SeriesLog(maxRows, maxForecasts, counts);
        fresh.use(made.incrementAndGet());
        SeriesLog present = byId.putIfAbsent(id, fresh);
        if (present != null) {
            return present;
        }
        if (byId.size() > maxSeries) {
            dropOldest();
        }
        return fresh;
    }

    private synchronized void dropOldest() {
        int surplus = byId.size() - maxSeries;
        if (surplus <= 0) {
            return;
        }
        record Used(String id, SeriesLog log, long tick) {}
        List<Used> oldest = byId.entrySet().stream()
                .map(entry -> new Used(
                        entry.getKey(), entry.getValue(), entry.getValue().lastUsed()))
                .sorted(Comparator.comparingLong(Used::tick))
                .limit(Math.max(surplus, maxSeries / PART))
                .toList();
        for (Used one : oldest) {
            close(one.id(), one.log());
            counts.droppedSeries.increment();
        }
    }

    private void close(String id, SeriesLog log) {
        synchronized (log) {
            log.close();
            byId.remove(id, log);
        }
    }

    void clear() {
        byId.forEach(this::close);
    }

    int size() {
        return byId.size();
    }
}
