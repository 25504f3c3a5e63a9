package io.forecastj.data;

import io.forecastj.TimeSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Recipe that joins series of other clocks to the rows of a series: each row gets what was last known of them at its
 * time.
 *
 * <pre>{@code
 * TimeSeries joined = AsOfJoin.of(bars)
 *         .with(inflation).delay(Duration.ofDays(14)).staleness(Duration.ofDays(45))
 *         .with(sentiment).skippingMissing().age("sentiment_age")
 *         .join();
 * }</pre>
 *
 * <p>Immutable and thread-safe; each method returns a new recipe. Options after {@link #with} hold for the series given
 * there.
 *
 * <p>Of a series with {@linkplain TimeSeries#hasVintages publication times} a row at time t gets the values that were
 * the last published ones at t minus the delay. Its last row is then the last one at or before that time of which a
 * value had been published; if it has columns without publication times too, simply the last one. Values published for
 * rows after t, such as forecasts of the weather, are not used: join these by {@link TimeSeries#join}.
 *
 * <p>Causal: a value of a row at time t comes from a row of the other series at t minus its delay, or before. So later
 * rows and later publications change nothing, provided that the delay is right: a figure that is published two weeks
 * after the month's end, without a publication time, needs a delay of two weeks from its time, and a bar that has the
 * time of its start needs the length of a bar. {@link Resample} labels bars at their end, which needs none.
 */
public final class AsOfJoin {
    /** A century. */
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private final TimeSeries left;
    private final List<DelayedSeries> rights;

    private AsOfJoin(TimeSeries left, List<DelayedSeries> rights) {
        this.left = left;
        this.rights = rights;
    }

    /**
     * Starts a recipe.
     *
     * @param left the series whose rows and times are kept
     * @return the recipe
     */
    public static AsOfJoin of(TimeSeries left) {
        return new AsOfJoin(Objects.requireNonNull(left, "left"), List.of());
    }

    /**
     * Returns this recipe with a further series, known at its times, however old. Its columns come after those before.
     *
     * @param right the series; its id and attributes are left out
     * @return the recipe
     */
    public AsOfJoin with(TimeSeries right) {
        List<DelayedSeries> more = new ArrayList<>(rights);
        more.add(DelayedSeries.of(Objects.requireNonNull(right, "right")));
        return new AsOfJoin(left, List.copyOf(more));
    }

    /**
     * Sets the time from a row of the last given series until it is known; none unless set.
     *
     * @param delay the publication delay, whole milliseconds, not negative, at most a century
     * @return the recipe
     * @throws IllegalArgumentException if the delay is outside of this range or has parts of a millisecond
     * @throws IllegalStateException if no series was given by {@link #with}
     */
    public AsOfJoin delay(Duration delay) {
        if (delay.isNegative() || delay.compareTo(LONGEST) > 0 || delay.getNano() % 1_000_000 != 0) {
            throw new IllegalArgumentException(
                    "a delay must be whole milliseconds, at least 0 and at most " + LONGEST + ", found " + delay);
        }
        return last(last().delay(delay));
    }

    /**
     * Sets the age up to which a value of the last given series is used; an older one is missing. The age counts from
     * the time of its row plus the {@linkplain #delay delay}, also for a value that was published later. Unless set,
     * values are used however old.
     *
     * @param most the largest age, included, not negative
     * @return the recipe
     * @throws IllegalArgumentException if the age is negative
     * @throws IllegalStateException if no series was given by {@link #with}
     */
    public AsOfJoin staleness(Duration most) {
        if (most.isNegative()) {
            throw new IllegalArgumentException("the age of a value must be at least 0, found " + most);
        }
        return last(last().staleness(most));
    }

    /**
     * Uses of each column of the last given series the last value that is not missing. Unless set, the last row is
     * used, missing values included.
     *
     * @return the recipe
     * @throws IllegalStateException if no series was given by {@link #with}
     */
    public AsOfJoin skippingMissing() {
        return last(last().skippingMissing());
    }

    /**
     * Adds a column with the age of the values of the last given series in days, counted as for {@link #staleness};
     * missing where no row is known. Values older than the {@linkplain #staleness limit} have an age too. With {@link
     * #skippingMissing} it is the age of the oldest of the values.
     *
     * @param column the name of the new column
     * @return the recipe
     * @throws IllegalStateException if no series was given by {@link #with}
     */
    public AsOfJoin age(String column) {
        return last(last().age(Objects.requireNonNull(column, "column")));
    }

    private DelayedSeries last() {
        if (rights.isEmpty()) {
            throw new IllegalStateException("give a series by with(...) before its options");
        }
        return rights.get(rights.size() - 1);
    }

    private AsOfJoin last(DelayedSeries changed) {
        List<DelayedSeries> all = new ArrayList<>(rights);
        all.set(all.size() - 1, changed);
        return new AsOfJoin(left, List.copyOf(all));
    }

    /**
     * Joins the series.
     *
     * @return the left series, with the columns of the others and their ages after its own
     * @throws IllegalArgumentException if two columns have the same name
     */
    public TimeSeries join() {
        TimeSeries joined = left;
        for (DelayedSeries right : rights) {
            joined = right.joinTo(joined);
        }
        return joined;
    }
}
