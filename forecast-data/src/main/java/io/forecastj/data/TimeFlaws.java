package io.forecastj.data;

import io.forecastj.Gap;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;

/** Finds gaps, rows off the grid, and hours that are absent where clocks change. */
final class TimeFlaws {
    /** Zones whose clocks change at different times; most others change with one of them. */
    private static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "Europe/London",
            "Europe/Athens",
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Los_Angeles",
            "Australia/Sydney");

    private TimeFlaws() {}

    static List<SeriesFlaw> find(TimeSeries series) {
        List<SeriesFlaw> flaws = new ArrayList<>();
        for (Gap gap : series.gaps()) {
            int row = series.rowAtOrBefore(gap.before());
            String clock = clockChange(series, gap);
            if (!clock.isEmpty()) {
                flaws.add(SeriesFlaw.of(FlawKind.CLOCK_CHANGE, series, row, (int) gap.rows(), clock));
            } else if (gap.rows() > 0) {
                flaws.add(SeriesFlaw.of(
                        FlawKind.GAP,
                        series,
                        row,
                        (int) Math.min(Integer.MAX_VALUE, gap.rows()),
                        rows(gap) + " absent after " + gap.after()));
            } else {
                flaws.add(SeriesFlaw.of(
                        FlawKind.OFF_GRID,
                        series,
                        row,
                        1,
                        "the distance from " + gap.after() + " does not fit the spacing " + series.sampling()));
            }
        }
        return flaws;
    }

    /** Returns how absent rows follow from a change of clocks, or an empty text. */
    private static String clockChange(TimeSeries series, Gap gap) {
        if (!(series.sampling() instanceof Sampling.Fixed fixed)
                || fixed.period().compareTo(Duration.ofHours(1)) > 0
                || gap.rows() < 1) {
            return "";
        }
        Instant from = gap.after().plus(fixed.period());
        List<String> zones = new ArrayList<>(ZONES);
        zones.add(0, series.zone().getId());
        for (String name : zones) {
            ZoneId zone = ZoneId.of(name);
            LocalDateTime asUtc = LocalDateTime.ofInstant(from, ZoneOffset.UTC);
            ZoneOffsetTransition spring = zone.getRules().getTransition(asUtc);
            if (spring != null
                    && spring.isGap()
                    && asUtc.equals(spring.getDateTimeBefore())
                    && gap.before().equals(spring.getDateTimeAfter().toInstant(ZoneOffset.UTC))) {
                return rows(gap) + " absent at the hour that the clocks of " + name
                        + " skip: these are local times read as UTC";
            }
            if (lostHour(zone, from, gap.before())) {
                return rows(gap) + " absent in one of the two hours between which the clocks of " + name + " go back";
            }
        }
        return "";
    }

    private static boolean lostHour(ZoneId zone, Instant from, Instant to) {
        ZoneOffsetTransition change = zone.getRules().nextTransition(from.minusMillis(1));
        ZoneOffsetTransition before = zone.getRules().previousTransition(from);
        return change != null && isHour(change, from, to, 0)
                || change != null && isHour(change, from, to, -1)
                || before != null && isHour(before, from, to, 0);
    }

    private static boolean isHour(ZoneOffsetTransition change, Instant from, Instant to, int hours) {
        Instant start = change.getInstant().plus(change.getDuration().abs().multipliedBy(hours));
        return change.isOverlap()
                && from.equals(start)
                && to.equals(start.plus(change.getDuration().abs()));
    }

    private static String rows(Gap gap) {
        return gap.rows() == 1 ? "1 row is" : gap.rows() + " rows are";
    }
}
