package io.forecastj.data;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A span of time in which a market trades without a break.
 *
 * <p>Immutable and thread-safe. It holds the times from {@link #open()}, included, to {@link #close()}, excluded.
 */
public final class TradingSession {
    private final LocalDate date;
    private final long open;
    private final long close;

    TradingSession(LocalDate date, long open, long close) {
        this.date = date;
        this.open = open;
        this.close = close;
    }

    /**
     * Returns the trading date, the day to which the trades of the session are counted. A session that crosses midnight
     * opens on the day before.
     *
     * @return the date in the zone of the calendar
     */
    public LocalDate date() {
        return date;
    }

    /**
     * Returns the time at which trading begins.
     *
     * @return the first time of the session
     */
    public Instant open() {
        return Instant.ofEpochMilli(open);
    }

    /**
     * Returns the time at which trading ends.
     *
     * @return the first time after the session
     */
    public Instant close() {
        return Instant.ofEpochMilli(close);
    }

    long openMillis() {
        return open;
    }

    long closeMillis() {
        return close;
    }

    boolean contains(long epochMillis) {
        return epochMillis >= open && epochMillis < close;
    }

    /**
     * Compares date, open and close.
     *
     * @param other the other object
     * @return true if it is an equal session
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TradingSession that
                && date.equals(that.date)
                && open == that.open
                && close == that.close;
    }

    @Override
    public int hashCode() {
        return 31 * date.hashCode() + Long.hashCode(open);
    }

    @Override
    public String toString() {
        return "session of " + date + " from " + open() + " to " + close();
    }
}
