package io.forecastj.features;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Offsets of a time zone from UTC as a table, because {@link ZoneRules} makes objects at every call.
 *
 * <p>Immutable and thread-safe.
 */
final class ZoneOffsets {
    /** Later times are computed from the rules. */
    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    private static final Map<ZoneId, ZoneOffsets> TABLES = new ConcurrentHashMap<>();

    private final ZoneRules rules;
    /** The times of the changes in milliseconds, increasing. */
    private final long[] changes;
    /** The offset in milliseconds before each change and after the last one. */
    private final long[] offsets;

    private ZoneOffsets(ZoneRules rules) {
        this.rules = rules;
        List<ZoneOffsetTransition> all = new ArrayList<>();
        @Nullable ZoneOffsetTransition next = rules.nextTransition(Instant.MIN);
        while (next != null && next.getInstant().isBefore(END)) {
            all.add(next);
            next = rules.nextTransition(next.getInstant());
        }
        this.changes =
                all.stream().mapToLong(one -> one.getInstant().toEpochMilli()).toArray();
        this.offsets = new long[changes.length + 1];
        offsets[0] = 1000L * rules.getOffset(Instant.MIN).getTotalSeconds();
        for (int i = 0; i < changes.length; i++) {
            offsets[i + 1] = 1000L * all.get(i).getOffsetAfter().getTotalSeconds();
        }
    }

    static ZoneOffsets of(ZoneId zone) {
        return TABLES.computeIfAbsent(zone, key -> new ZoneOffsets(key.getRules()));
    }

    /** Returns the offset at a time, both in milliseconds; allocates nothing before the year 2200. */
    long at(long epochMillis) {
        if (epochMillis >= END.toEpochMilli()) {
            return 1000L * rules.getOffset(Instant.ofEpochMilli(epochMillis)).getTotalSeconds();
        }
        int from = 0;
        int to = changes.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (changes[middle] <= epochMillis) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return offsets[from];
    }
}
