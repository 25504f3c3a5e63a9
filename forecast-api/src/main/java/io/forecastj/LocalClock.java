package io.forecastj;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Conversion between instants and the local time of a zone, both in milliseconds since 1970-01-01T00:00.
 *
 * <p>A local time that is skipped when the clocks go forward is moved forward by the length of the gap; of a local time
 * that occurs twice the first one is taken, as {@link java.time.ZonedDateTime#ofLocal} does.
 */
final class LocalClock {
    static final long DAY = 86_400_000L;
    static final long WEEK = 7 * DAY;

    private LocalClock() {}

    /** True if the zone has the offset zero at all times. */
    static boolean isUtc(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) // first, since rules of an offset are made anew by each call
                || zone.getRules().isFixedOffset()
                        && zone.getRules().getOffset(Instant.EPOCH).equals(ZoneOffset.UTC);
    }

    /** Returns the local time of an instant. */
    static long local(long epochMillis, ZoneId zone) {
        if (zone.equals(ZoneOffset.UTC)) {
            return epochMillis;
        }
        ZoneRules rules = zone.getRules();
        return epochMillis
                + 1000L * rules.getOffset(Instant.ofEpochMilli(epochMillis)).getTotalSeconds();
    }

    /** Returns the instant of a local time. */
    static long instant(long localMillis, ZoneId zone) {
        if (zone.equals(ZoneOffset.UTC)) {
            return localMillis;
        }
        ZoneRules rules = zone.getRules();
        LocalDateTime local = LocalDateTime.ofEpochSecond(
                Math.floorDiv(localMillis, 1000L), (int) Math.floorMod(localMillis, 1000L) * 1_000_000, ZoneOffset.UTC);
        ZoneOffsetTransition change = rules.getTransition(local);
        ZoneOffset offset = change == null ? rules.getOffset(local) : change.getOffsetBefore();
        return localMillis - 1000L * offset.getTotalSeconds();
    }
}
