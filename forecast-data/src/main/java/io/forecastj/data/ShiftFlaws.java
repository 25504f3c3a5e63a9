package io.forecastj.data;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Finds places from which times are of another zone: rows of days at another hour, or a daily pattern that moves. */
final class ShiftFlaws {
    private static final Duration DAY = Duration.ofDays(1);

    /** The rows after which another time of day is not an exception, such as the early close of a holiday. */
    private static final int STAYS = 3;

    private ShiftFlaws() {}

    static List<SeriesFlaw> find(TimeSeries series) {
        Sampling sampling = series.sampling();
        if (sampling instanceof Sampling.Fixed fixed && fixed.period().compareTo(DAY) < 0) {
            return DailyPattern.shifts(series, fixed.period());
        }
        boolean days = sampling instanceof Sampling.Days
                || sampling instanceof Sampling.Fixed fixed && fixed.period().equals(DAY)
                || sampling instanceof Sampling.Irregular irregular
                        && irregular.slot().equals(DAY);
        return days ? timesOfDay(series) : List.of();
    }

    private static List<SeriesFlaw> timesOfDay(TimeSeries series) {
        List<SeriesFlaw> flaws = new ArrayList<>();
        ZoneId zone = SlotRule.zone(series.sampling(), series.zone());
        LocalTime usual = time(series, 0, zone);
        for (int row = 1; row + STAYS <= series.length(); row++) {
            LocalTime next = time(series, row, zone);
            if (!next.equals(usual) && staysFrom(series, row, next, zone)) {
                flaws.add(SeriesFlaw.of(
                        FlawKind.TIME_SHIFT,
                        series,
                        row,
                        series.length() - row,
                        "from here rows are at " + next + ", before at " + usual + " in " + zone));
                usual = next;
            }
        }
        return flaws;
    }

    private static boolean staysFrom(TimeSeries series, int row, LocalTime time, ZoneId zone) {
        for (int i = row; i < row + STAYS; i++) {
            if (!time(series, i, zone).equals(time)) {
                return false;
            }
        }
        return true;
    }

    private static LocalTime time(TimeSeries series, int row, ZoneId zone) {
        return series.time(row).atZone(zone).toLocalTime();
    }
}
