package io.forecastj.streams;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The series of one task whose sessions are open, those used last; the store has all of them. For one thread. */
final class SessionCache {
    private final int limit;
    private final Map<String, KeyedSeries> byKey = new LinkedHashMap<>(16, 0.75f, true);

    SessionCache(int limit) {
        this.limit = limit;
    }

    @Nullable
    KeyedSeries get(String key) {
        return byKey.get(key);
    }

    /** Adds a series, and closes the one that was not used for longest if there are too many. */
    void add(String key, KeyedSeries series) {
        byKey.put(key, series);
        if (byKey.size() > limit) {
            Iterator<KeyedSeries> oldest = byKey.values().iterator();
            oldest.next().close();
            oldest.remove();
        }
    }

    void drop(String key) {
        KeyedSeries series = byKey.remove(key);
        if (series != null) {
            series.close();
        }
    }

    void clear() {
        byKey.values().forEach(KeyedSeries::close);
        byKey.clear();
    }

    int size() {
        return byKey.size();
    }
}
