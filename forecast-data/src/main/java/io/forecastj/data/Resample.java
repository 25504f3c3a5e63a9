package io.forecastj.data;

import io.forecastj.Aggregation;
import io.forecastj.Ohlcv;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Recipe that makes coarser rows of finer ones, each labelled with the time at which it is known, such as daily bars of
 * minutes: {@code Resample.to(Sampling.daily(zone)).ohlcv().apply(minutes)}.
 *
 * <p>Immutable and thread-safe; each method returns a new recipe.
 *
 * <p>Slots lie where {@link TimeSeries#resample(Sampling, Map)} has them: hours at full hours, days at local midnight,
 * weeks on Mondays; a day on which clocks change has 23 or 25 hours. A row at the start of a slot is in it, a row at
 * its end is in the next one. The result differs from that method in three ways, so that it can be used in a model:
 *
 * <ul>
 *   <li>A row has the time of its slot's end. It is computed from rows before this time only, so joining it to other
 *       series by time is causal, as by {@link AsOfJoin} without delay.
 *   <li>The last slot is left out unless it is known to be complete: the next row by the spacing of the series would be
 *       in a later slot. {@link #keepingIncomplete()} keeps it.
 *   <li>{@link #atLeast(double)} makes values of slots missing that hold too few rows.
 * </ul>
 *
 * <p>The first slot is kept, also where the series begins within it; {@link #atLeast(double)} makes it missing.
 */
public final class Resample {
    private final Sampling sampling;
    private final @Nullable WeekSlots weeks;
    private final @Nullable SessionCalendar calendar;
    private final Map<String, Aggregation> rules;
    private final ResampleOptions options;

    private Resample(
            Sampling sampling,
            @Nullable WeekSlots weeks,
            @Nullable SessionCalendar calendar,
            Map<String, Aggregation> rules,
            ResampleOptions options) {
        this.sampling = sampling;
        this.weeks = weeks;
        this.calendar = calendar;
        this.rules = rules;
        this.options = options;
    }

    /**
     * Starts a recipe for the slots of a sampling.
     *
     * @param sampling the distance of the slots; of months with day 1
     * @return the recipe, which needs the rules of its columns
     * @throws IllegalArgumentException if the sampling is of months with another day
     */
    public static Resample to(Sampling sampling) {
        Objects.requireNonNull(sampling, "sampling");
        Resample recipe = new Resample(sampling, null, null, Map.of(), ResampleOptions.DEFAULT);
        recipe.slots();
        return recipe;
    }

    /**
     * Starts a recipe for weeks.
     *
     * @param first the day on which a week begins, at local midnight
     * @param zone the time zone
     * @return the recipe, which needs the rules of its columns
     */
    public static Resample toWeeks(DayOfWeek first, ZoneId zone) {
        Objects.requireNonNull(first, "first");
        return new Resample(
                new Sampling.Days(7, zone), new WeekSlots(first, zone), null, Map.of(), ResampleOptions.DEFAULT);
    }

    /**
     * Starts a recipe for trading dates: one row for each, labelled with its last close, such as 17:00 in New York.
     *
     * @param calendar the sessions
     * @return the recipe, as {@code to(Sampling.daily(calendar.zone())).session(calendar)}
     */
    public static Resample sessions(SessionCalendar calendar) {
        return to(Sampling.daily(calendar.zone())).session(calendar);
    }

    /**
     * Returns this recipe with the slots cut to trading sessions. Slots shorter than a day count from the open of each
     * session, and the last one ends at its close. A day is a trading date with all its sessions; weeks and months are
     * those of trading dates, so that a month ends with the last close of its last business day. There is a slot for
     * each session, with rows or without, and none on holidays.
     *
     * <p>A row of the series outside of the sessions is refused, unless {@link #leavingOutClosed()} is set.
     *
     * @param calendar the sessions
     * @return the recipe
     * @throws IllegalArgumentException if the slots are neither parts of a day, days, weeks nor months
     */
    public Resample session(SessionCalendar calendar) {
        Resample changed = new Resample(sampling, weeks, calendar, rules, options);
        changed.slots();
        return changed;
    }

    /**
     * Returns this recipe without the rows outside of the {@linkplain #session trading sessions}; they are refused
     * otherwise.
     *
     * @return the recipe
     */
    public Resample leavingOutClosed() {
        return with(options.leaveOutClosed());
    }

    /**
     * Returns this recipe with the rule of a column; the last one given for a column holds.
     *
     * @param column the column's name
     * @param rule the rule
     * @return the recipe
     */
    public Resample rule(String column, Aggregation rule) {
        return rules(Map.of(column, rule));
    }

    /**
     * Returns this recipe with the rules of some columns; the last one given for a column holds.
     *
     * @param more the rule of each column by its name; names that a series lacks are ignored
     * @return the recipe
     */
    public Resample rules(Map<String, Aggregation> more) {
        Map<String, Aggregation> all = new LinkedHashMap<>(rules);
        all.putAll(more);
        return new Resample(sampling, weeks, calendar, Map.copyOf(all), options);
    }

    /**
     * Returns this recipe with the rules of price bars: {@link Ohlcv#AGGREGATION}, and sums of the further columns of
     * {@link TradeBars}.
     *
     * @return the recipe
     */
    public Resample ohlcv() {
        return rules(Ohlcv.AGGREGATION)
                .rule(TradeBars.TRADES, Aggregation.SUM)
                .rule(TradeBars.DOLLAR, Aggregation.SUM)
                .rule(TradeBars.BUY_VOLUME, Aggregation.SUM);
    }

    /**
     * Returns this recipe for a series whose rows have the time at which they are known, such as one that this class or
     * {@link TradeBars} made: a row at the end of a slot is in it, a row at its start is in the slot before. Unless
     * set, a row has the time at which it begins, as bars of most vendors have.
     *
     * @return the recipe
     */
    public Resample rowsAtEnd() {
        return with(options.shift(1));
    }

    /**
     * Returns this recipe with rows labelled with the end of their slot, when they are known; the default.
     *
     * @return the recipe
     */
    public Resample labelledAtEnd() {
        return with(options.atEnd(true));
    }

    /**
     * Returns this recipe with rows labelled with the start of their slot, as in charts. Not causal: a row is known
     * only at the end of its slot, later than its time. Joined to other series it shows them the future, unless {@link
     * AsOfJoin#delay} is the length of a slot.
     *
     * @return the recipe
     */
    public Resample labelledAtStart() {
        return with(options.atEnd(false));
    }

    /**
     * Returns this recipe with the last slot kept though it may be incomplete. A row labelled at the end of its slot
     * then has a time after the last row of the series, and changes when further rows arrive.
     *
     * @return the recipe
     */
    public Resample keepingIncomplete() {
        return with(options.keepIncomplete());
    }

    /**
     * Returns this recipe with values missing where their slot holds too few rows, since the sum of half a day is a
     * wrong sum. Rows with a missing value do not count. The number of rows that a slot must have follows from the
     * declared spacing of the series, and from the sessions where a calendar is given.
     *
     * @param share the smallest share of the expected rows, above 0 and at most 1
     * @return the recipe
     * @throws IllegalArgumentException if the share is outside of this range
     */
    public Resample atLeast(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of rows must be above 0 and at most 1, found " + share);
        }
        return with(options.share(share));
    }

    private Resample with(ResampleOptions changed) {
        return new Resample(sampling, weeks, calendar, rules, changed);
    }

    /**
     * Resamples a series.
     *
     * @param series the series
     * @return a series of one row for each slot from that of the first row to that of the last one, missing values
     *     where a slot has no rows; with the id, the attributes and the zone of the series
     * @throws IllegalArgumentException if a column has no rule; if the rows are farther apart than the slots are long;
     *     or if {@link #atLeast} is set and the series declares no sampling
     * @throws io.forecastj.InvalidSeriesException if the series {@linkplain TimeSeries#hasVintages() has publication
     *     times}; or if a row is outside of the trading sessions or the open slots of the sampling, or a sum is
     *     infinite: the message names the row
     */
    public TimeSeries apply(TimeSeries series) {
        return new ResampledRows(series, slots(), calendar, rules, options).rows();
    }

    private SlotRule slots() {
        if (calendar != null) {
            return new SessionSlots(calendar, sampling, weeks == null ? DayOfWeek.MONDAY : weeks.first());
        }
        return weeks == null ? new SamplingSlots(sampling) : weeks;
    }

    @Override
    public String toString() {
        return "resampling to " + slots();
    }
}
