package io.forecastj.data;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/**
 * Whole weeks that begin at local midnight of a given day.
 *
 * @param first the first day of a week
 * @param zone the time zone
 */
record WeekSlots(DayOfWeek first, ZoneId zone) implements SlotRule {
    private static final int DAYS = 7;

    @Override
    public SlotSpans spans(TimeSeries series) {
        SlotSpans spans = new SlotSpans();
        long last = series.timestamp(series.length() - 1);
        LocalDate day = SlotRule.date(series.timestamp(0), zone).with(TemporalAdjusters.previousOrSame(first));
        long start = SlotRule.midnight(day, zone);
        while (start <= last) {
            day = day.plusDays(DAYS);
            long end = SlotRule.midnight(day, zone);
            spans.add(start, end);
            start = end;
        }
        return spans;
    }

    @Override
    public Duration least() {
        return Duration.ofDays(DAYS);
    }

    @Override
    public Sampling atStarts() {
        return new Sampling.Days(DAYS, zone);
    }

    @Override
    public Sampling atEnds() {
        return atStarts();
    }

    @Override
    public String toString() {
        return "weeks from " + first + " in " + zone;
    }
}
