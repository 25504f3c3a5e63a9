package io.forecastj;

import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Number of steps of a sampling between two times.
 *
 * <p>Times are rounded to whole steps, and local days and months are compared without their time of day. {@link
 * RowSteps} decides whether a row is near enough to a step.
 */
final class Spacing {
    /** Both times fit the sampling, but the number of steps between them cannot be known. */
    static final long UNKNOWN = -1;

    /** A few open slots were skipped: holidays, or another spacing if it happens often. */
    static final long SKIPPED = -2;

    /** The slot of the later row is usually closed: a special session, or another spacing if it happens often. */
    static final long CLOSED = -3;

    /** Both rows are in one slot, or the later one fits no step. */
    static final long NONE = 0;

    /** So many open days in a row without rows are no holidays. */
    private static final int LOST_DAYS = 5;

    /** Part of the open slots in which two samplings may differ, such as the first hour of a session. */
    private static final int ALIKE = 10;

    private Spacing() {}

    /**
     * Returns the number of steps, at least 1, or {@link #UNKNOWN}, {@link #SKIPPED}, {@link #CLOSED} or {@link #NONE}.
     * Allocates nothing if fixed.
     */
    static long steps(Sampling sampling, long from, long to) {
        if (sampling instanceof Sampling.Calendar calendar) {
            return months(calendar, from, to);
        }
        if (sampling instanceof Sampling.Irregular irregular) {
            return irregular(irregular, from, to);
        }
        long unit = unit(sampling);
        return Math.max(1, Math.floorDiv(distance(sampling, from, to) + unit / 2, unit));
    }

    /** Returns the length of a slot in milliseconds of the sampling's clock; 0 of months and without a pattern. */
    static long unit(Sampling sampling) {
        return sampling instanceof Sampling.Calendar
                        || sampling instanceof Sampling.Irregular irregular
                                && irregular.openSlots().isEmpty()
                ? 0
                : length(sampling);
    }

    /** Returns the distance of two times on the sampling's clock. */
    static long distance(Sampling sampling, long from, long to) {
        if (sampling instanceof Sampling.Fixed) {
            return to - from;
        }
        ZoneId zone = sampling instanceof Sampling.Days days ? days.zone() : ((Sampling.Irregular) sampling).zone();
        return LocalClock.local(to, zone) - LocalClock.local(from, zone);
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
        long first = LocalClock.local(from, irregular.zone());
        long last = LocalClock.local(to, irregular.zone());
        if (Math.floorDiv(first, slot) == Math.floorDiv(last, slot)) {
            return NONE;
        }
        long skipped = irregular.openBetween(first, last);
        boolean holidays = day(first) != day(last); // a holiday takes the whole day
        if (skipped > 0 && (!holidays || skipped >= LOST_DAYS && skipped >= LOST_DAYS * irregular.slotsOfOpenDay())) {
            return skipped + 1;
        }
        return !irregular.open(last) ? CLOSED : skipped > 0 ? SKIPPED : UNKNOWN;
    }

    /**
     * Returns whether two samplings have steps of the same length, and nearly the same open slots. The slots of zones
     * that differ cannot be compared one by one, only their number.
     */
    static boolean alike(Sampling a, Sampling b) {
        if (a instanceof Sampling.Calendar first && b instanceof Sampling.Calendar second) {
            return first.months() == second.months();
        }
        if (a instanceof Sampling.Calendar || b instanceof Sampling.Calendar || length(a) != length(b)) {
            return false;
        }
        long week = LocalClock.WEEK / length(a);
        int openOfA = openSlots(a, week);
        int openOfB = openSlots(b, week);
        if (openOfA == 0 || openOfB == 0) {
            return true; // without a pattern nothing is contradicted
        }
        int common = Math.min(openOfA, openOfB);
        if (a instanceof Sampling.Irregular first
                && b instanceof Sampling.Irregular second
                && (length(a) >= LocalClock.DAY || first.zone().equals(second.zone()))) {
            common = first.commonSlots(second);
        }
        return ALIKE * (Math.max(openOfA, openOfB) - common) <= Math.max(openOfA, openOfB);
    }

    private static int openSlots(Sampling sampling, long week) {
        return sampling instanceof Sampling.Irregular irregular
                ? irregular.openSlots().size()
                : (int) Math.min(Integer.MAX_VALUE, week);
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
