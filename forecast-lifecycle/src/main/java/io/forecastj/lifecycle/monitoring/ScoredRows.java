package io.forecastj.lifecycle.monitoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The last scored steps of all series. Thread-safe. */
final class ScoredRows {
    private static final int FIRST_CAPACITY = 64;

    private final int bound;
    private ScoredForecast[] ring = {};
    private int next;
    private int size;
    private long total;

    ScoredRows(int bound) {
        this.bound = bound;
    }

    synchronized void add(List<ScoredForecast> scored) {
        for (ScoredForecast one : scored) {
            if (size == ring.length && size < bound) {
                // grows only while nothing was dropped, so the rows lie in order from the start
                ring = Arrays.copyOf(ring, (int) Math.min(bound, Math.max(FIRST_CAPACITY, 2L * size)));
            }
            next = next == ring.length ? 0 : next;
            if (size == ring.length) {
                ring[next].key().cut();
            } else {
                size++;
            }
            ring[next++] = one;
            total++;
        }
    }

    /** Returns the rows, oldest first. */
    synchronized List<ScoredForecast> list() {
        List<ScoredForecast> rows = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            rows.add(ring[Math.floorMod(next - size + i, ring.length)]);
        }
        return rows;
    }

    synchronized long total() {
        return total;
    }

    synchronized long dropped() {
        return total - size;
    }

    synchronized void clear() {
        ring = new ScoredForecast[0];
        next = 0;
        size = 0;
        total = 0;
    }
}
