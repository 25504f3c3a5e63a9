package io.forecastj.features;

import java.time.Duration;

/**
 * Features of earlier values, and of changes since then. Immutable and thread-safe.
 *
 * <p>Each lag and difference is NaN on the rows where a value that it needs is missing, and on no other row. A season
 * is a number of rows: the seasonal difference is {@code difference(x,season)}, and one of it {@code
 * difference(difference(x,season),1)}.
 */
public final class LagFeatures {
    static final LagFeatures GROUP = new LagFeatures();

    private LagFeatures() {}

    /**
     * The value n rows before: {@code lag(x,n)}.
     *
     * @param x a feature of one output
     * @param n the number of rows before
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature lag(Feature x, int n) {
        return Lag.KIND.of(x, n);
    }

    /**
     * Returns {@link #lag(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the number of rows before
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
     * @param n the number of rows before
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature difference(Feature x, int n) {
        return Changes.DIFFERENCE.of(x, n);
    }

    /**
     * Returns {@link #difference(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the number of rows before
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature difference(String column, int n) {
        return difference(Features.column(column), n);
    }

    /**
     * The value a number of seasons before: {@code lag(x,season*seasons)}.
     *
     * @param x a feature of one output
     * @param season the rows of a season, such as 24 for hourly values with a daily pattern
     * @param seasons the number of seasons before
     * @return the feature
     * @throws IllegalArgumentException unless {@code season} and {@code seasons} are at least 1 and their product at
     *     most 1_000_000, or if the feature has several outputs
     */
    public Feature seasonalLag(Feature x, int season, int seasons) {
        if (season < 1 || seasons < 1 || (long) season * seasons > Kind.LONGEST) {
            throw new IllegalArgumentException("season and seasons must be at least 1 and their product at most "
                    + Kind.LONGEST + ", found " + season + " and " + seasons);
        }
        return lag(x, season * seasons);
    }

    /**
     * Returns {@link #seasonalLag(Feature, int, int)} of a column.
     *
     * @param column the column
     * @param season the rows of a season, such as 24 for hourly values with a daily pattern
     * @param seasons the number of seasons before
     * @return the feature
     * @throws IllegalArgumentException unless {@code season} and {@code seasons} are at least 1 and their product at
     *     most 1_000_000
     */
    public Feature seasonalLag(String column, int season, int seasons) {
        return seasonalLag(Features.column(column), season, seasons);
    }

    /**
     * The value as of an earlier time, for series whose rows are not evenly spaced: {@code
     * asOf(x,seconds,seconds,rows)}. It is the last value that is not missing at or before the row's time less {@code
     * before}.
     *
     * <p>NaN where that value is older by more than the staleness, or is more than {@code rows} rows back, as it is
     * when all those rows are too young. Also NaN on the first {@code rows} rows from the first value on.
     *
     * @param x a feature of one output
     * @param before the distance back in time, such as 24 hours; to the millisecond
     * @param staleness the largest additional age of the value; to the millisecond
     * @param rows the largest number of rows back, at least the number that falls into both times together; the feature
     *     remembers that many rows
     * @return the feature
     * @throws IllegalArgumentException unless {@code before} is at least a millisecond and both times are at most 10^10
     *     seconds, the staleness is not negative and {@code 1 <= rows <= 1_000_000}, or if the feature has several
     *     outputs
     */
    public Feature asOf(Feature x, Duration before, Duration staleness, int rows) {
        return AsOf.KIND.of(x, seconds(before), seconds(staleness), rows);
    }

    /**
     * Returns {@link #asOf(Feature, Duration, Duration, int)} of a column.
     *
     * @param column the column
     * @param before the distance back in time, such as 24 hours; to the millisecond
     * @param staleness the largest additional age of the value; to the millisecond
     * @param rows the largest number of rows back
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
