package io.forecastj.market.files;

import io.forecastj.market.BarInterval;
import java.time.Duration;
import java.time.Instant;

/** The rule for bars that no longer change. */
final class FinalBars {
    /** Enough for a provider to take in late trades. */
    static final Duration SETTLE = Duration.ofMinutes(5);

    private static final Duration LONGEST = Duration.ofDays(366);

    /** A local day has up to 25 hours. */
    private static final Duration CLOCK_CHANGE = Duration.ofHours(1);

    private FinalBars() {}

    /** Throws unless a time to settle is in its range. */
    static Duration requireSettle(Duration settle) {
        if (settle.isNegative() || settle.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("expected a time to settle from 0 to 366 days, found " + settle);
        }
        return settle;
    }

    /**
     * Returns the time before which every bar that starts is final: it ended at least {@code settle} before now.
     *
     * @return milliseconds since 1970-01-01T00:00Z
     */
    static long horizon(Instant now, Duration settle, BarInterval interval) {
        Duration length = interval.duration();
        if (length.compareTo(BarInterval.ONE_DAY.duration()) >= 0) {
            length = length.plus(CLOCK_CHANGE);
        }
        return now.minus(settle).minus(length).toEpochMilli() + 1;
    }
}
