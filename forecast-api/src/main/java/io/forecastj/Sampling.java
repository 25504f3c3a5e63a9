package io.forecastj;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Spacing of a series' times, which defines the times of future steps.
 *
 * <p>Immutable and thread-safe. Days and months are counted in UTC.
 */
public sealed interface Sampling {
    /**
     * Computes the times of the steps after a row.
     *
     * @param epochMillis the row's time in milliseconds since 1970-01-01T00:00Z
     * @param steps the number of steps, at least 0
     * @return the times of steps 1, 2, ..., strictly increasing, in the same unit
     */
    default long[] after(long epochMillis, int steps) {
        long[] times = new long[steps];
        after(epochMillis, times);
        return times;
    }

    /**
     * Computes the times of the steps after a row into an array, without allocation unless the sampling is a {@link
     * Calendar}.
     *
     * @param epochMillis the row's time in milliseconds since 1970-01-01T00:00Z
     * @param times receives the times of steps 1, 2, ..., strictly increasing, one for each element
     */
    void after(long epochMillis, long[] times);

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
     * Returns the sampling with one row an hour.
     *
     * @return the sampling
     */
    static Sampling hourly() {
        return new Fixed(Duration.ofHours(1));
    }

    /**
     * Returns the sampling with one row a month, on its first day.
     *
     * @return the sampling
     */
    static Sampling monthly() {
        return new Calendar(1, 1);
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
            if (period.toMillis() < 1 || period.getNano() % 1_000_000 != 0) {
                throw new IllegalArgumentException(
                        "a period must be whole milliseconds, at least one, found " + period);
            }
        }

        @Override
        public void after(long epochMillis, long[] times) {
            long step = period.toMillis();
            for (int i = 0; i < times.length; i++) {
                times[i] = epochMillis + (i + 1) * step;
            }
        }
    }

    /**
     * A whole number of months apart, on a given day of the month (the last day in shorter months).
     *
     * @param months the distance: 1 for monthly, 3 for quarterly, 12 for yearly data
     * @param dayOfMonth the day, 1 to 31
     */
    record Calendar(int months, int dayOfMonth) implements Sampling {
        /**
         * Checks the ranges.
         *
         * @param months the distance
         * @param dayOfMonth the day
         */
        public Calendar {
            if (months < 1 || dayOfMonth < 1 || dayOfMonth > 31) {
                throw new IllegalArgumentException("months must be at least 1 and the day of the month 1 to 31, found "
                        + months + " and " + dayOfMonth);
            }
        }

        @Override
        public void after(long epochMillis, long[] times) {
            LocalDate origin = LocalDate.ofInstant(Instant.ofEpochMilli(epochMillis), ZoneOffset.UTC);
            long timeOfDay = Math.floorMod(epochMillis, 86_400_000L);
            for (int i = 0; i < times.length; i++) {
                YearMonth month = YearMonth.from(origin).plusMonths((long) months * (i + 1));
                LocalDate day = month.atDay(Math.min(dayOfMonth, month.lengthOfMonth()));
                times[i] = day.toEpochDay() * 86_400_000L + timeOfDay;
            }
        }
    }

    /**
     * Slots of the week without a constant distance, such as trading days or trading hours.
     *
     * @param slot the length of a slot: the most common distance, or the mean one if there is no pattern
     * @param openSlots the slots of the week that usually hold a row, counted from 1970-01-01T00:00Z, a Thursday; empty
     *     if there is no weekly pattern; kept in increasing order, each once
     */
    record Irregular(Duration slot, List<Integer> openSlots) implements Sampling {
        /**
         * Checks the ranges and copies the slots in order.
         *
         * @param slot the length of a slot
         * @param openSlots the slots of the week that usually hold a row
         */
        public Irregular {
            openSlots = openSlots.stream().sorted().distinct().toList();
            long week = Duration.ofDays(7).toMillis();
            long millis = slot.toMillis();
            if (millis < 1) {
                throw new IllegalArgumentException("a slot must be at least a millisecond, found " + slot);
            }
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

        @Override
        public boolean estimated() {
            return true;
        }

        @Override
        public void after(long epochMillis, long[] times) {
            long millis = slot.toMillis();
            if (openSlots.isEmpty()) {
                for (int i = 0; i < times.length; i++) {
                    times[i] = epochMillis + (i + 1) * millis;
                }
                return;
            }
            int week = (int) (Duration.ofDays(7).toMillis() / millis);
            int at = (int) Math.floorMod(Math.floorDiv(epochMillis, millis), (long) week);
            int next = firstAfter(at);
            long time = epochMillis;
            for (int i = 0; i < times.length; i++) {
                if (next == openSlots.size()) {
                    next = 0;
                }
                int open = openSlots.get(next++);
                time += (open > at ? open - at : open - at + week) * millis;
                times[i] = time;
                at = open;
            }
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
