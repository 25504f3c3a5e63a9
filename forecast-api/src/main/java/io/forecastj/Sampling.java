package io.forecastj;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The spacing of a series' times, and so the times of future steps.
 *
 * <p>Immutable. Days and months are counted in UTC.
 */
public sealed interface Sampling {
    /**
     * Computes the times of the steps after a row.
     *
     * @param epochMillis the row's time
     * @param steps how many, at least 0
     * @return the times of steps 1, 2, ..., strictly increasing
     */
    long[] after(long epochMillis, int steps);

    /**
     * Tells whether future times are only an estimate, as for trading days, whose holidays are not known here.
     *
     * @return true for {@link Irregular}
     */
    default boolean estimated() {
        return false;
    }

    /**
     * Returns the sampling with a constant distance, such as an hour.
     *
     * @param period the distance, at least a millisecond
     * @return the sampling
     */
    static Sampling fixed(Duration period) {
        return new Fixed(period);
    }

    /**
     * Returns the sampling with one row a day, at the same time of the day in UTC.
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
            if (period.toMillis() < 1) {
                throw new IllegalArgumentException("a period must be at least a millisecond, found " + period);
            }
        }

        @Override
        public long[] after(long epochMillis, int steps) {
            long step = period.toMillis();
            long[] times = new long[steps];
            for (int i = 0; i < steps; i++) {
                times[i] = epochMillis + (i + 1) * step;
            }
            return times;
        }
    }

    /**
     * Every so many months, on one day of the month or on its last one where it is shorter.
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
        public long[] after(long epochMillis, int steps) {
            LocalDate origin = LocalDate.ofInstant(Instant.ofEpochMilli(epochMillis), ZoneOffset.UTC);
            long timeOfDay = Math.floorMod(epochMillis, 86_400_000L);
            long[] times = new long[steps];
            for (int i = 0; i < steps; i++) {
                YearMonth month = YearMonth.from(origin).plusMonths((long) months * (i + 1));
                LocalDate day = month.atDay(Math.min(dayOfMonth, month.lengthOfMonth()));
                times[i] = day.toEpochDay() * 86_400_000L + timeOfDay;
            }
            return times;
        }
    }

    /**
     * No constant distance: rows fall on some slots of the week, as trading days or hours do.
     *
     * @param slot the length of a slot: the commonest distance, or the mean one if there is no pattern
     * @param openSlots the slots of the week that usually hold a row, counted from 1970-01-01T00:00Z, a Thursday;
     *     empty if there is no weekly pattern
     */
    record Irregular(Duration slot, List<Integer> openSlots) implements Sampling {
        /**
         * Checks the ranges and copies the slots.
         *
         * @param slot the length of a slot
         * @param openSlots the slots of the week that usually hold a row
         */
        public Irregular {
            openSlots = List.copyOf(openSlots);
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
        public long[] after(long epochMillis, int steps) {
            long millis = slot.toMillis();
            int week = openSlots.isEmpty() ? 1 : (int) (Duration.ofDays(7).toMillis() / millis);
            boolean[] open = new boolean[week];
            openSlots.forEach(at -> open[at] = true);
            long[] times = new long[steps];
            long time = epochMillis;
            for (int i = 0; i < steps; i++) {
                do {
                    time += millis;
                } while (!openSlots.isEmpty() && !open[(int) Math.floorMod(Math.floorDiv(time, millis), (long) week)]);
                times[i] = time;
            }
            return times;
        }
    }
}
