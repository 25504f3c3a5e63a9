package io.forecastj.data;

import io.forecastj.Sampling;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Spacing of rows that have the time of the last close of each trading date. */
final class SessionSampling {
    private static final int DAYS = 7;

    private SessionSampling() {}

    static Sampling of(Map<DayOfWeek, List<SessionHours>> week, ZoneId zone, Set<LocalDate> holidays) {
        Set<Integer> open = new TreeSet<>();
        week.forEach((day, hours) -> open.add(slot(day.plus(daysToLabel(hours)))));
        if (open.size() == DAYS && holidays.isEmpty()) {
            return Sampling.daily(zone);
        }
        List<LocalDate> closed = holidays.stream()
                .map(date -> date.plusDays(daysToLabel(week.getOrDefault(date.getDayOfWeek(), List.of()))))
                .toList();
        return new Sampling.Irregular(Duration.ofDays(1), List.copyOf(open), zone).withHolidays(closed);
    }

    /** Returns 1 if the last close of a day is its midnight, which is a time of the next day. */
    private static int daysToLabel(List<SessionHours> day) {
        return day.stream().anyMatch(hours -> hours.close().equals(LocalTime.MIDNIGHT)) ? 1 : 0;
    }

    /** The slot of the week, which begins on Thursday as 1970-01-01 was one. */
    private static int slot(DayOfWeek day) {
        return Math.floorMod(day.getValue() - DayOfWeek.THURSDAY.getValue(), DAYS);
    }
}
