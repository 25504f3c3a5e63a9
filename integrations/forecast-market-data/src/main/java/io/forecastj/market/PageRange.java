package io.forecastj.market;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A page to get, as messages name it.
 *
 * @param source the name of the provider
 * @param symbol the name of the instrument
 * @param interval the length of a bar
 * @param from the earliest start of a bar in epoch milliseconds
 * @param to the time after the latest start
 */
record PageRange(String source, String symbol, BarInterval interval, long from, long to) {
    PageRange of(long otherFrom, long otherTo) {
        return new PageRange(source, symbol, interval, otherFrom, otherTo);
    }

    boolean contains(long time) {
        return time >= from && time < to;
    }

    /** Returns the length of a bar in milliseconds. */
    long step() {
        return interval.duration().toMillis();
    }

    MarketDataException failure(String text, @Nullable Throwable cause, int status, int attempts) {
        String count = attempts == 1 ? "" : " (attempt " + attempts + ")";
        return new MarketDataException(this + ": " + text + count, cause, status);
    }

    /** Returns a length of time for people. */
    static String seconds(Duration time) {
        return time.toMillis() / 1000.0 + " s";
    }

    @Override
    public String toString() {
        return source + ": " + symbol + " " + interval + " from " + Instant.ofEpochMilli(from) + " to "
                + Instant.ofEpochMilli(to);
    }
}
