package io.forecastj.market;

import io.forecastj.Sampling;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;

/**
 * Lengths of the time that one price bar covers.
 *
 * <p>Immutable and thread-safe. A provider offers some of them, which {@link MarketSource#intervals()} lists; others
 * can be made of shorter bars by {@code TimeSeries.resample} with the rules of {@link io.forecastj.Ohlcv#AGGREGATION}.
 * Months are not among them, since they have no fixed length.
 */
public enum BarInterval {
    /** One minute. */
    ONE_MINUTE(Duration.ofMinutes(1)),
    /** Three minutes. */
    THREE_MINUTES(Duration.ofMinutes(3)),
    /** Five minutes. */
    FIVE_MINUTES(Duration.ofMinutes(5)),
    /** Fifteen minutes. */
    FIFTEEN_MINUTES(Duration.ofMinutes(15)),
    /** Thirty minutes. */
    THIRTY_MINUTES(Duration.ofMinutes(30)),
    /** One hour. */
    ONE_HOUR(Duration.ofHours(1)),
    /** Two hours. */
    TWO_HOURS(Duration.ofHours(2)),
    /** Four hours. */
    FOUR_HOURS(Duration.ofHours(4)),
    /** Six hours. */
    SIX_HOURS(Duration.ofHours(6)),
    /** Eight hours. */
    EIGHT_HOURS(Duration.ofHours(8)),
    /** Twelve hours. */
    TWELVE_HOURS(Duration.ofHours(12)),
    /** One day. */
    ONE_DAY(Duration.ofDays(1)),
    /** Seven days, from Monday. */
    ONE_WEEK(Duration.ofDays(7));

    /** The first Monday after 1970-01-01, a Thursday. */
    private static final long FIRST_MONDAY = Duration.ofDays(
                    DayOfWeek.MONDAY.getValue() + 7 - DayOfWeek.THURSDAY.getValue())
            .toMillis();

    private final Duration duration;

    BarInterval(Duration duration) {
        this.duration = duration;
    }

    /**
     * Returns the length.
     *
     * @return the length
     */
    public Duration duration() {
        return duration;
    }

    /**
     * Returns the spacing of bars of this length in a market that never closes.
     *
     * @return a constant distance
     */
    public Sampling sampling() {
        return Sampling.fixed(duration);
    }

    /**
     * Returns the start of the bar that covers a time, if bars are counted in UTC: days from midnight, weeks from
     * Monday.
     *
     * @param time the time
     * @return the latest start that is not after the time
     * @throws ArithmeticException if the time is more than 292 million years from 1970
     */
    public Instant floor(Instant time) {
        long origin = this == ONE_WEEK ? FIRST_MONDAY : 0;
        long step = duration.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli() - origin, step) * step + origin);
    }

    /**
     * Returns the start of the first bar that does not start before a time; equivalent to {@link #floor} for a start.
     *
     * @param time the time
     * @return the earliest start that is not before the time
     * @throws ArithmeticException if the time is more than 292 million years from 1970
     */
    Instant ceiling(Instant time) {
        Instant floor = floor(time);
        return floor.equals(time) ? floor : floor.plus(duration);
    }

    /** Returns the earliest start that is not before a time, in epoch milliseconds. */
    long ceiling(long epochMillis) {
        long floor = floor(Instant.ofEpochMilli(epochMillis)).toEpochMilli();
        return floor == epochMillis ? floor : floor + duration.toMillis();
    }
}
