package io.forecastj.data;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hours of a session on a trading day.
 *
 * @param open the local time at which it opens; on the day before if it is not before the close
 * @param close the local time at which it closes; midnight is the end of the day
 */
record SessionHours(LocalTime open, LocalTime close) {
    private static final int DAY = 86_400;
    private static final int WEEK = 7 * DAY;

    boolean opensDayBefore() {
        return !closesAtMidnight() && !open.isBefore(close);
    }

    private boolean closesAtMidnight() {
        return close.equals(LocalTime.MIDNIGHT);
    }

    /** Returns the session of a date, or null if an early close leaves nothing of it. */
    @Nullable
    TradingSession on(LocalDate date, @Nullable LocalTime earlyClose, ZoneId zone) {
        long opens = millis(opensDayBefore() ? date.minusDays(1) : date, open, zone);
        long closes = millis(closesAtMidnight() ? date.plusDays(1) : date, close, zone);
        if (earlyClose != null) {
            closes = Math.min(closes, millis(date, earlyClose, zone));
        }
        return opens < closes ? new TradingSession(date, opens, closes) : null;
    }

    private static long millis(LocalDate date, LocalTime time, ZoneId zone) {
        return date.atTime(time).atZone(zone).toInstant().toEpochMilli();
    }

    /** Returns the first two sessions of a week that overlap, as a text, or an empty text. */
    static String overlap(Map<DayOfWeek, List<SessionHours>> week) {
        for (DayOfWeek day : week.keySet()) {
            for (SessionHours one : week.getOrDefault(day, List.of())) {
                for (DayOfWeek otherDay : week.keySet()) {
                    for (SessionHours other : week.getOrDefault(otherDay, List.of())) {
                        if (one != other && overlap(one.from(day), one.length(), other.from(otherDay))) {
                            return one + " of " + day + " and " + other + " of " + otherDay;
                        }
                    }
                }
            }
        }
        return "";
    }

    /** Returns whether a second span of the week begins within the first one. */
    private static boolean overlap(int from, int length, int other) {
        return Math.floorMod(other - from, WEEK) < length;
    }

    private int from(DayOfWeek day) {
        return (day.getValue() - (opensDayBefore() ? 1 : 0)) * DAY + open.toSecondOfDay();
    }

    private int length() {
        int length = close.toSecondOfDay() - open.toSecondOfDay();
        return length > 0 ? length : length + DAY;
    }

    @Override
    public String toString() {
        return open + " to " + close;
    }
}
