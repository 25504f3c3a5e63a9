package io.forecastj.market.files;

import java.time.Instant;

/** Requested spans in whole milliseconds, as the times of bars are. */
record TimeSpan(long from, long to) {
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** Returns the span in which a bar starts exactly if it starts in the range; bars have years of four digits. */
    static TimeSpan of(Instant from, Instant to) {
        if (from.isAfter(to)) {
            throw new IllegalArgumentException("expected a range whose start is not after its end, found " + from
                    + " to " + to + ": exchange them");
        }
        return new TimeSpan(millis(from), millis(to));
    }

    /** Returns the first millisecond that is not before a time. */
    private static long millis(Instant time) {
        Instant kept = time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
        long millis = kept.toEpochMilli();
        return Instant.ofEpochMilli(millis).equals(kept) ? millis : millis + 1;
    }
}
