package io.forecastj;

import java.time.Duration;
import java.time.LocalDate;

/**
 * Number of steps of a sampling between two times.
 *
 * <p>Small deviations are no gaps: a row that is a few seconds or a holiday late is still the next one. So times are
 * rounded to whole steps, and local days and months are compared without their time of day.
 */
final class Spacing {
    /** Both times fit the sampling, but the number of steps between them cannot be known. */
    static final long UNKNOWN = -1;

    /**
     * Open slots were skipped, or the slot is usually closed. A holiday or a special session once in a while, another
     * spacing if it happens often.
     */
    static final long ODD = -2;

    /** Both rows are in one slot, or the later one fits no step. */
    static final long NONE = 0;

    /** Longer gaps of trading days or hours than this are no holidays. */
    private static final long HOLIDAYS = Duration.ofDays(16).toMillis();

    private Spacing() {}

    /**
     * Returns the number of steps, at least 1, or {@link #UNKNOWN}, {@link #ODD} or {@link #NONE}. Allocates nothing if
     * fixed.
     */
    static long steps(Sampling sampling, long from, long to) {
        if (sampling instanceof Sampling.Fixed fixed) {
            long period = fixed.period().toMillis();
            return to - from == period ? 1 : (to - from + period / 2) / period;
        }
        if (sampling instanceof Sampling.Days days) {
            long distance = day(LocalClock.local(to, days.zone())) - day(LocalClock.local(from, days.zone()));
            return (distance + days.days() / 2) / days.days();
        }
        if (sampling instanceof Sampling.Calendar calendar) {
            return months(calendar, from, to);
        }
        return irregular((Sampling.Irregular) sampling, from, to);
    }

    private static long day(long local) {
        return Math.floorDiv(local, LocalClock.DAY);
    }

    private static long months(Sampling.Calendar calendar, long from, long to) {
        LocalDate first = LocalDate.ofEpochDay(day(LocalClock.local(from, calendar.zone())));
        LocalDate last = LocalDate.ofEpochDay(day(LocalClock.local(to, calendar.zone())));
        long months = (last.getYear() - first.getYear()) * 12L + last.getMonthValue() - first.getMonthValue();
        boolean onDay = last.getDayOfMonth() == Math.min(calendar.dayOfMonth(), last.lengthOfMonth());
        return onDay && months % calendar.months() == 0 ? months / calendar.months() : NONE;
    }

    private static long irregular(Sampling.Irregular irregular, long from, long to) {
        if (irregular.openSlots().isEmpty()) {
            return UNKNOWN;
        }
        long slot = irregular.slot().toMillis();
        if (to - from > HOLIDAYS && slot < HOLIDAYS) {
            return Math.max(
                    2,
                    Math.round((double) (to - from)
                            / LocalClock.WEEK
                            * irregular.openSlots().size()));
        }
        long first = LocalClock.local(from, irregular.zone());
        long last = LocalClock.local(to, irregular.zone());
        if (Math.floorDiv(first, slot) == Math.floorDiv(last, slot)) {
            return NONE;
        }
        long skipped = irregular.openBetween(first, last);
        if (skipped > 0 && day(first) == day(last)) {
            return skipped + 1; // a holiday takes the whole day
        }
        return skipped > 0 || slot >= LocalClock.DAY && !irregular.open(last) ? ODD : UNKNOWN;
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
