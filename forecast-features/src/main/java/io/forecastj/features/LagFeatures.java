package io.forecastj.features;

import java.time.Duration;

/**
 * Earlier values, and changes since then. Immutable and thread-safe.
 *
 * <p>Each lag and difference is NaN where one of the values that it needs is missing, and on no other row. A season is
 * a number of rows: the seasonal difference is {@code difference(x,season)}, and one of it {@code
 * difference(difference(x,season),1)}.
 */
public final class LagFeatures {
    static final LagFeatures GROUP = new LagFeatures();

    private LagFeatures() {}

    /**
     * The value n rows before: {@code lag(x,n)}.
     *
     * @param x a feature of one output
     * @param n how many rows before
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature lag(Feature x, int n) {
        return Lag.KIND.of(x, n);
    }

    /**
     * As {@link #lag(Feature, int)}, of a column.
     *
     * @param column the column
     * @param n how many rows before
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature lag(String column, int n) {
        return lag(Features.column(column), n);
    }

    /**
     * The change since n rows before: {@code difference(x,n)}, which is x[t] - x[t-n].
     *
     * @param x a feature of one output
     * @param n how many rows before
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature difference(Feature x, int n) {
        return Changes.DIFFERENCE.of(x, n);
    }

    /**
     * As {@link #difference(Feature, int)}, of a column.
     *
     * @param column the column
     * @param n how many rows before
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature difference(String column, int n) {
        return difference(Features.column(column), n);
    }

    /**
     * The value as many seasons before: {@code lag(x,season*seasons)}.
     *
     * @param x a feature of one output
     * @param season the rows of a season, such as 24 for hourly values with a daily pattern
     * @param seasons how many seasons before
     * @return the feature
     * @throws IllegalArgumentException unless {@code season} and {@code seasons} are at least 1 and their product at most
     *     1_000_000, or if the feature has several outputs
     */
    public Feature seasonalLag(Feature x, int season, int seasons) {
        if (season < 1 || seasons < 1 || (long) season * seasons > Kind.LONGEST) {
            throw new IllegalArgumentException("season and seasons must be at least 1 and their product at most "
                    + Kind.LONGEST + ", found " + season + " and " + seasons);
        }
        return lag(x, season * seasons);
    }

    /**
     * As {@link #seasonalLag(Feature, int, int)}, of a column.
     *
     * @param column the column
     * @param season the rows of a season, such as 24 for hourly values with a daily pattern
     * @param seasons how many seasons before
     * @return the feature
     * @throws IllegalArgumentException unless {@code season} and {@code seasons} are at least 1 and their product at most
     *     1_000_000
     */
    public Feature seasonalLag(String column, int season, int seasons) {
        return seasonalLag(Features.column(column), season, seasons);
    }

    /**
     * The value as of some time before, for series whose rows are not evenly spaced: {@code
     * asOf(x,seconds,seconds,rows)}. It is the last value that is not missing at or before the row's time less {@code
     * before}.
     *
     * <p>NaN where that value is older still by more than the staleness, or more rows back than given, which is also so
     * if all those rows are too young; and on the first rows, as many as given, from the first value on.
     *
     * @param x a feature of one output
     * @param before how long before, such as 24 hours; to the millisecond
     * @param staleness how much older the value may be; to the millisecond
     * @param rows how many rows back it may be, at least as many as fall into both times together; the feature
     *     remembers that many
     * @return the feature
     * @throws IllegalArgumentException unless {@code before} is at least a millisecond and both times are at most 10^10
     *     seconds, the staleness is not negative and {@code 1 <= rows <= 1_000_000}, or if the feature has several
     *     outputs
     */
    public Feature asOf(Feature x, Duration before, Duration staleness, int rows) {
        return AsOf.KIND.of(x, seconds(before), seconds(staleness), rows);
    }

    /**
     * As {@link #asOf(Feature, Duration, Duration, int)}, of a column.
     *
     * @param column the column
     * @param before how long before, such as 24 hours; to the millisecond
     * @param staleness how much older the value may be; to the millisecond
     * @param rows how many rows back it may be
     * @return the feature
     * @throws IllegalArgumentException unless {@code before} is at least a millisecond and both times are at most 10^10
     *     seconds, the staleness is not negative and {@code 1 <= rows <= 1_000_000}
     */
    public Feature asOf(String column, Duration before, Duration staleness, int rows) {
        return asOf(Features.column(column), before, staleness, rows);
    }

    private static double seconds(Duration time) {
        return time.getSeconds() + time.toMillisPart() / 1_000.0;
    }
}
