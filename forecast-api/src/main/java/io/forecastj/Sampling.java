package io.forecastj;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Spacing of a series' times, which defines the times of future steps.
 *
 * <p>Immutable and thread-safe. Days, months and weeks are counted in a time zone, UTC unless one is given. A row of a
 * local time that is skipped when the clocks go forward is later by the length of the gap; of a local time that occurs
 * twice the first one is used.
 */
public sealed interface Sampling {
    /**
     * Computes the times of the steps after a row.
     *
     * @param epochMillis the row's time in milliseconds since 1970-01-01T00:00Z
     * @param steps the number of steps, at least 0
     * @return the times of steps 1, 2, ..., strictly increasing, in the same unit
     * @throws InvalidSeriesException if a time is more than 73 million years from 1970
     */
    default long[] after(long epochMillis, int steps) {
        long[] times = new long[steps];
        after(epochMillis, times);
        return times;
    }

    /**
     * Computes the times of the steps after a row into an array, without allocation unless days or months are counted.
     *
     * @param epochMillis the row's time in milliseconds since 1970-01-01T00:00Z
     * @param times receives the times of steps 1, 2, ..., strictly increasing, one for each element
     * @throws InvalidSeriesException if a time is more than 73 million years from 1970
     */
    void after(long epochMillis, long[] times);

    /**
     * Returns the usual number of rows of a season: those of a day for rows of 15 minutes to 12 hours, of a week for
     * days and weekdays, of a year for weeks, months, quarters and half-years. Slots that are all open count as a
     * constant distance.
     *
     * @return the number; 1 if no season is usual for the spacing
     */
    default int season() {
        return UsualSeason.of(this);
    }

    /**
     * Returns the {@linkplain #season() usual season} of several series.
     *
     * @param series the series; those of too few rows to show a spacing do not count
     * @return the number of rows that nine of ten series have in a season; 1 if there is none, or if no season is usual
     *     for the spacing
     */
    static int season(List<TimeSeries> series) {
        return SamplingInference.season(series);
    }

    /**
     * Returns the sampling that several series have in common.
     *
     * @param series the series; those of too few rows to show a spacing do not count
     * @return the sampling, or null if two differ or none shows one
     */
    static @Nullable Sampling common(List<TimeSeries> series) {
        return SamplingInference.common(series).orElse(null);
    }

    /**
     * Returns this sampling as plain values: maps, lists, texts and numbers, for JSON. Jackson 2 and 3 write this map
     * without further settings. The package page of the module {@code forecast-json}, which reads it, describes the
     * keys.
     *
     * @return a new map; changes of it do not reach the sampling
     */
    @JsonValue
    default Map<String, Object> toMap() {
        return PlainValues.of(this);
    }

    /**
     * Returns whether future times are only an estimate, as for trading days, whose holidays are unknown.
     *
     * @return true for {@link Irregular}
     */
    default boolean estimated() {
        return false;
    }

    /**
     * Returns a sampling with a constant distance, such as an hour.
     *
     * @param period the distance, at least a millisecond
     * @return the sampling
     */
    static Sampling fixed(Duration period) {
        return new Fixed(period);
    }

    /**
     * Returns the sampling with one row a day, at the same time of day in UTC.
     *
     * @return the sampling
     */
    static Sampling daily() {
        return new Fixed(Duration.ofDays(1));
    }

    /**
     * Returns the sampling with one row a day, at the same local time of day, such as midnight in Berlin.
     *
     * @param zone the time zone
     * @return the sampling; in UTC it equals {@link #daily()}
     */
    static Sampling daily(ZoneId zone) {
        return LocalClock.isUtc(zone) ? daily() : new Days(1, zone);
    }

    /**
     * Returns the sampling with one row a day from Monday to Friday, at the same time of day in UTC. Holidays are not
     * known unless {@linkplain Irregular#withHolidays given}; the times are estimated in any case.
     *
     * @return the sampling
     */
    static Irregular weekdays() {
        return weekdays(ZoneOffset.UTC);
    }

    /**
     * Returns the sampling with one row a day from Monday to Friday, at the same local time of day. Holidays are not
     * known unless {@linkplain Irregular#withHolidays given}; the times are estimated in any case.
     *
     * @param zone the time zone in which days are counted
     * @return the sampling
     */
    static Irregular weekdays(ZoneId zone) {
        return new Irregular(Duration.ofDays(1), List.of(0, 1, 4, 5, 6), zone);
    }

    /**
     * Returns the sampling with one row an hour.
     *
     * @return the sampling
     */
    static Sampling hourly() {
        return new Fixed(Duration.ofHours(1));
    }

    /**
     * Returns the sampling with one row a month, on its first day in UTC.
     *
     * @return the sampling
     */
    static Sampling monthly() {
        return new Calendar(1, 1);
    }

    /**
     * Returns the sampling with one row a month, on its first day in a time zone.
     *
     * @param zone the time zone
     * @return the sampling
     */
    static Sampling monthly(ZoneId zone) {
        return new Calendar(1, 1, zone);
    }

    /**
     * A constant distance.
     *
     * @param period the distance, at least a millisecond
     */
    record Fixed(Duration period) implements Sampling {
        /**
         * Checks the distance.
         *
         * @param period the distance
         */
        public Fixed {
            if (EpochMillis.isNoStep(period) || period.getNano() % 1_000_000 != 0) {
                throw new IllegalArgumentException("a period must be whole milliseconds, at least one and at most "
                        + EpochMillis.LONGEST + ", found " + period);
            }
        }

        @Override
        public void after(long epochMillis, long[] times) {
            long step = period.toMillis();
            for (int i = 0; i < times.length; i++) {
                times[i] = EpochMillis.after(epochMillis, i + 1L, step);
            }
        }

        // a record's own methods are linked at their first use, which takes 10 ms in a JVM that has just started
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Fixed that && period.equals(that.period);
        }

        @Override
        public int hashCode() {
            return period.hashCode();
        }
    }

    /**
     * A whole number of local days apart, at the same local time of day. In a zone whose clocks change, a step then has
     * an hour less or more.
     *
     * @param days the distance, at least 1
     * @param zone the time zone
     */
    record Days(int days, ZoneId zone) implements Sampling {
        /**
         * Checks the distance.
         *
         * @param days the distance
         * @param zone the time zone
         */
        public Days {
            RangeChecks.atLeast(1, "days", days);
            Objects.requireNonNull(zone, "zone");
        }

        @Override
        public void after(long epochMillis, long[] times) {
            long local = LocalClock.local(epochMillis, zone);
            long before = epochMillis;
            for (int i = 0; i < times.length; i++) {
                do { // a whole day that a zone has skipped, when it moved over the date line, has no row
                    local = EpochMillis.after(local, days, LocalClock.DAY);
                    times[i] = LocalClock.instant(local, zone);
                } while (times[i] <= before);
                before = times[i];
            }
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Days that && days == that.days && zone.equals(that.zone);
        }

        @Override
        public int hashCode() {
            return 31 * days + zone.hashCode();
        }
    }

    /**
     * A whole number of months apart, on a given day of the month (the last day in shorter months), at the same local
     * time of day.
     *
     * @param months the distance: 1 for monthly, 3 for quarterly, 12 for yearly data
     * @param dayOfMonth the day, 1 to 31
     * @param zone the time zone in which days are counted
     */
    record Calendar(int months, int dayOfMonth, ZoneId zone) implements Sampling {
        /**
         * Checks the ranges.
         *
         * @param months the distance
         * @param dayOfMonth the day
         * @param zone the time zone
         */
        public Calendar {
            Objects.requireNonNull(zone, "zone");
            if (months < 1 || dayOfMonth < 1 || dayOfMonth > 31) {
                throw new IllegalArgumentException("months must be at least 1 and the day of the month 1 to 31, found "
                        + months + " and " + dayOfMonth);
            }
        }

        /**
         * Creates the sampling of days in UTC.
         *
         * @param months the distance
         * @param dayOfMonth the day
         */
        public Calendar(int months, int dayOfMonth) {
            this(months, dayOfMonth, ZoneOffset.UTC);
        }

        @Override
        public void after(long epochMillis, long[] times) {
            long local = LocalClock.local(epochMillis, zone);
            // months are at least 28 days
            long unused = EpochMillis.after(epochMillis, (long) months * times.length, 28 * LocalClock.DAY);
            YearMonth origin = YearMonth.from(LocalDate.ofEpochDay(Math.floorDiv(local, LocalClock.DAY)));
            long timeOfDay = Math.floorMod(local, LocalClock.DAY);
            for (int i = 0; i < times.length; i++) {
                YearMonth month = origin.plusMonths((long) months * (i + 1));
                LocalDate day = month.atDay(Math.min(dayOfMonth, month.lengthOfMonth()));
                times[i] = LocalClock.instant(day.toEpochDay() * LocalClock.DAY + timeOfDay, zone);
            }
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Calendar that
                    && months == that.months
                    && dayOfMonth == that.dayOfMonth
                    && zone.equals(that.zone);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * months + dayOfMonth) + zone.hashCode();
        }
    }

    /**
     * Slots of the week without a constant distance, such as trading days or trading hours.
     *
     * @param slot the length of a slot: the most common distance or a part of it, or the mean one without a pattern
     * @param openSlots the slots of the week that usually hold a row, counted from 1970-01-01T00:00, a Thursday; empty
     *     if there is no weekly pattern; kept in increasing order, each once
     * @param zone the time zone in which slots are counted
     * @param holidays the dates without rows, in this zone
     */
    record Irregular(Duration slot, List<Integer> openSlots, ZoneId zone, Set<LocalDate> holidays) implements Sampling {
        /**
         * Checks the ranges and copies the slots in order.
         *
         * @param slot the length of a slot
         * @param openSlots the slots of the week that usually hold a row
         * @param zone the time zone
         * @param holidays the dates without rows
         */
        public Irregular {
            Objects.requireNonNull(zone, "zone");
            holidays = Set.copyOf(holidays);
            openSlots = openSlots.stream().sorted().distinct().toList();
            long week = LocalClock.WEEK;
            if (EpochMillis.isNoStep(slot)) {
                throw new IllegalArgumentException(
                        "a slot must be at least a millisecond and at most " + EpochMillis.LONGEST + ", found " + slot);
            }
            long millis = slot.toMillis();
            if (!openSlots.isEmpty() && week % millis != 0) {
                throw new IllegalArgumentException("slots of " + slot + " do not divide a week");
            }
            for (int open : openSlots) {
                if (open < 0 || open >= week / millis) {
                    throw new IllegalArgumentException(
                            "open slot " + open + " is not among the week's 0 to " + (week / millis - 1));
                }
            }
        }

        /**
         * Creates the sampling of slots in a time zone.
         *
         * @param slot the length of a slot
         * @param openSlots the slots of the week that usually hold a row
         * @param zone the time zone in which slots are counted
         */
        public Irregular(Duration slot, List<Integer> openSlots, ZoneId zone) {
            this(slot, openSlots, zone, Set.of());
        }

        /**
         * Creates the sampling of slots in UTC.
         *
         * @param slot the length of a slot
         * @param openSlots the slots of the week that usually hold a row
         */
        public Irregular(Duration slot, List<Integer> openSlots) {
            this(slot, openSlots, ZoneOffset.UTC);
        }

        /**
         * Returns this sampling without rows on some dates.
         *
         * @param dates the dates, in the zone of this sampling
         * @return the sampling with these holidays only
         */
        public Irregular withHolidays(Collection<LocalDate> dates) {
            return new Irregular(slot, openSlots, zone, Set.copyOf(dates));
        }

        @Override
        public boolean estimated() {
            return true;
        }

        @Override
        public void after(long epochMillis, long[] times) {
            long millis = slot.toMillis();
            if (openSlots.isEmpty()) {
                for (int i = 0; i < times.length; i++) {
                    times[i] = EpochMillis.after(epochMillis, i + 1L, millis);
                }
                return;
            }
            int week = (int) (LocalClock.WEEK / millis);
            long local = LocalClock.local(epochMillis, zone);
            int at = (int) Math.floorMod(Math.floorDiv(local, millis), (long) week);
            int next = firstAfter(at);
            long before = epochMillis;
            for (int i = 0; i < times.length; i++) {
                do { // a slot that the clocks skip falls together with the next one
                    if (next == openSlots.size()) {
                        next = 0;
                    }
                    int open = openSlots.get(next++);
                    local = EpochMillis.after(local, open > at ? open - at : open - at + week, millis);
                    at = open;
                    times[i] = LocalClock.instant(local, zone);
                } while (times[i] <= before || holiday(local));
                before = times[i];
            }
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Irregular that
                    && slot.equals(that.slot)
                    && openSlots.equals(that.openSlots)
                    && zone.equals(that.zone)
                    && holidays.equals(that.holidays);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * (31 * slot.hashCode() + openSlots.hashCode()) + zone.hashCode()) + holidays.hashCode();
        }

        /** Returns whether a local time is in a slot that usually holds a row. */
        boolean open(long local) {
            int at = slotOfWeek(local);
            int next = firstAfter(at);
            return next > 0 && openSlots.get(next - 1) == at && !holiday(local);
        }

        /** Returns the number of open slots on a day that has some, rounded up. */
        int slotsOfOpenDay() {
            long perDay = LocalClock.DAY / slot.toMillis();
            if (perDay <= 1) {
                return 1;
            }
            int days = 0;
            long before = -1;
            for (int open : openSlots) {
                days += open / perDay == before ? 0 : 1;
                before = open / perDay;
            }
            return (openSlots.size() + days - 1) / days;
        }

        /** Returns the number of slots that are open in another sampling too. */
        int commonSlots(Irregular other) {
            int common = 0;
            for (int open : openSlots) {
                int next = other.firstAfter(open);
                common += next > 0 && other.openSlots.get(next - 1) == open ? 1 : 0;
            }
            return common;
        }

        /** Returns the number of open slots between those of two local times, without those of declared holidays. */
        long openBetween(long local, long later) {
            long open = slotsBetween(local, later);
            if (open == 0 || holidays.isEmpty()) {
                return open;
            }
            long millis = slot.toMillis();
            for (LocalDate holiday : holidays) {
                long start = holiday.toEpochDay() * LocalClock.DAY;
                long from = Math.max(local, start - millis);
                long to = Math.min(later, start + LocalClock.DAY);
                open -= from < to ? slotsBetween(from, to) : 0;
            }
            return Math.max(0, open);
        }

        private long slotsBetween(long local, long later) {
            long millis = slot.toMillis();
            long week = LocalClock.WEEK / millis;
            long first = Math.floorDiv(local, millis);
            long last = Math.floorDiv(later, millis);
            int from = (int) Math.floorMod(first, week);
            int to = (int) Math.floorMod(last, week);
            int reached = firstAfter(to);
            int beforeLast = reached > 0 && openSlots.get(reached - 1) == to ? reached - 1 : reached;
            long inWeek = beforeLast - firstAfter(from);
            long weeks = (last - first) / week;
            boolean wraps = (last - first) % week != 0 && to < from;
            return Math.max(0, inWeek + (weeks + (wraps ? 1 : 0)) * openSlots.size());
        }

        private int slotOfWeek(long local) {
            return (int) Math.floorMod(Math.floorDiv(local, slot.toMillis()), LocalClock.WEEK / slot.toMillis());
        }

        private boolean holiday(long local) {
            return !holidays.isEmpty() && holidays.contains(LocalDate.ofEpochDay(Math.floorDiv(local, LocalClock.DAY)));
        }

        /** The index of the first open slot after a slot of the week; the number of open slots if there is none. */
        private int firstAfter(int slotOfWeek) {
            int from = 0;
            int to = openSlots.size();
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (openSlots.get(middle) > slotOfWeek) {
                    to = middle;
                } else {
                    from = middle + 1;
                }
            }
            return from;
        }
    }
}
