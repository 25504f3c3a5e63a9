package io.forecastj;

import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;

/** Number of steps of a sampling between two times. */
final class Spacing {
    /** Both times fit the sampling, but the number of steps between them cannot be known. */
    static final long UNKNOWN = -1;

    /** The later time is not a whole number of steps after the earlier one. */
    static final long NONE = 0;

    /** Longer gaps of trading days or hours than this are no holidays. */
    private static final long HOLIDAYS = Duration.ofDays(16).toMillis();

    private static final long WEEK = LocalClock.WEEK;

    private Spacing() {}

    /** Returns the number of steps, at least 1, or {@link #UNKNOWN} or {@link #NONE}. Allocates nothing if fixed. */
    static long steps(Sampling sampling, long from, long to) {
        if (sampling instanceof Sampling.Fixed fixed) {
            return whole(to - from, fixed.period().toMillis());
        }
        if (sampling instanceof Sampling.Days days) {
            long distance = LocalClock.local(to, days.zone()) - LocalClock.local(from, days.zone());
            long steps = Math.round((double) distance / (days.days() * LocalClock.DAY));
            // a time that the clocks skip is later on its day, so the time itself is compared
            return steps >= 1 && (distance % LocalClock.DAY == 0 || isStep(days, from, to, steps)) ? steps : NONE;
        }
        if (sampling instanceof Sampling.Calendar calendar) {
            YearMonth first = month(LocalClock.local(from, calendar.zone()));
            YearMonth last = month(LocalClock.local(to, calendar.zone()));
            long months = (last.getYear() - first.getYear()) * 12L + last.getMonthValue() - first.getMonthValue();
            long steps = months / calendar.months();
            return months % calendar.months() == 0 && steps >= 1 && isStep(calendar, from, to, steps) ? steps : NONE;
        }
        return irregular((Sampling.Irregular) sampling, from, to);
    }

    private static long whole(long distance, long period) {
        if (distance == period) {
            return 1;
        }
        return distance % period == 0 ? distance / period : NONE;
    }

    private static boolean isStep(Sampling sampling, long from, long to, long steps) {
        return steps <= 100_000 && sampling.after(from, (int) steps)[(int) steps - 1] == to;
    }

    private static YearMonth month(long local) {
        return YearMonth.from(LocalDate.ofEpochDay(Math.floorDiv(local, LocalClock.DAY)));
    }

    private static long irregular(Sampling.Irregular irregular, long from, long to) {
        if (irregular.openSlots().isEmpty()) {
            return UNKNOWN;
        }
        long slot = irregular.slot().toMillis();
        if (to - from > HOLIDAYS && slot < HOLIDAYS) {
            return Math.max(
                    2,
                    Math.round(
                            (double) (to - from) / WEEK * irregular.openSlots().size()));
        }
        // the clocks may shift hours, but hardly a day
        return slot < LocalClock.DAY || irregular.open(to) ? UNKNOWN : NONE;
    }

    /** Returns whether two samplings have steps of the same length, at least roughly. */
    static boolean alike(Sampling a, Sampling b) {
        if (a instanceof Sampling.Calendar first && b instanceof Sampling.Calendar second) {
            return first.months() == second.months();
        }
        return !(a instanceof Sampling.Calendar) && !(b instanceof Sampling.Calendar) && length(a) == length(b);
    }

    /** Returns the length of a step in milliseconds; of months, the shortest one. */
    static long length(Sampling sampling) {
        if (sampling instanceof Sampling.Calendar calendar) {
            return 28 * LocalClock.DAY * calendar.months();
        }
        if (sampling instanceof Sampling.Fixed fixed) {
            return fixed.period().toMillis();
        }
        return sampling instanceof Sampling.Days days
                ? days.days() * LocalClock.DAY
                : ((Sampling.Irregular) sampling).slot().toMillis();
    }

    /** Returns a sampling as words of a message. */
    static String text(Sampling sampling) {
        if (sampling instanceof Sampling.Fixed fixed) {
            return "one row every " + fixed.period();
        }
        if (sampling instanceof Sampling.Days days) {
            return "one row every " + days.days() + " days in " + days.zone();
        }
        if (sampling instanceof Sampling.Calendar calendar) {
            return "one row every " + calendar.months() + " months on day " + calendar.dayOfMonth() + " in "
                    + calendar.zone();
        }
        Sampling.Irregular irregular = (Sampling.Irregular) sampling;
        return irregular.openSlots().isEmpty()
                ? "rows about " + irregular.slot() + " apart"
                : "rows in " + irregular.openSlots().size() + " of the week's slots of " + irregular.slot();
    }
}
