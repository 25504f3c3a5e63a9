package io.forecastj;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongUnaryOperator;

/**
 * Numbers of the slots of a sampling, by time. Days and months are counted by date, so the time of day of a row does
 * not move it to another one.
 *
 * @param start the time of the slot of the first row; slots have the time of day that most rows have
 * @param numbers returns the number of the slot of a time
 */
record Slots(long start, LongUnaryOperator numbers) {
    long number(long time) {
        return numbers.applyAsLong(time);
    }

    /**
     * Numbers the slots of a series.
     *
     * @param nearest true if a row belongs to the nearest slot of a constant distance, false if to the one it is in
     */
    static Slots of(TimeSeries series, Sampling sampling, boolean nearest) {
        if (sampling instanceof Sampling.Fixed fixed) {
            long period = fixed.period().toMillis();
            long phase = phase(series, period, ZoneOffset.UTC);
            long shift = nearest ? period / 2 : 0;
            LongUnaryOperator numbers = time -> Math.floorDiv(time - phase + shift, period);
            return new Slots(phase + numbers.applyAsLong(series.timestamp(0)) * period, numbers);
        }
        if (sampling instanceof Sampling.Days days) {
            long first = day(series.timestamp(0), days.zone());
            return new Slots(
                    start(series, LocalClock.DAY, days.zone()),
                    time -> Math.floorDiv(day(time, days.zone()) - first, days.days()));
        }
        if (sampling instanceof Sampling.Calendar calendar) {
            long first = month(series.timestamp(0), calendar.zone());
            return new Slots(
                    start(series, LocalClock.DAY, calendar.zone()),
                    time -> Math.floorDiv(month(time, calendar.zone()) - first, calendar.months()));
        }
        Sampling.Irregular irregular = (Sampling.Irregular) sampling;
        long slot = irregular.slot().toMillis();
        return new Slots(
                start(series, slot, irregular.zone()),
                time -> Math.floorDiv(LocalClock.local(time, irregular.zone()), slot));
    }

    private static long start(TimeSeries series, long unit, ZoneId zone) {
        long first = Math.floorDiv(LocalClock.local(series.timestamp(0), zone), unit);
        return LocalClock.instant(first * unit + phase(series, unit, zone), zone);
    }

    /** The position in a slot that most rows have, by the majority vote of Boyer and Moore (1981). */
    private static long phase(TimeSeries series, long unit, ZoneId zone) {
        long phase = 0;
        int votes = 0;
        for (int row = 0; row < series.length(); row++) {
            long one = Math.floorMod(LocalClock.local(series.timestamp(row), zone), unit);
            if (votes == 0) {
                phase = one;
            }
            votes += one == phase ? 1 : -1;
        }
        return phase;
    }

    private static long day(long time, ZoneId zone) {
        return Math.floorDiv(LocalClock.local(time, zone), LocalClock.DAY);
    }

    private static long month(long time, ZoneId zone) {
        LocalDate date = LocalDate.ofEpochDay(day(time, zone));
        return date.getYear() * 12L + date.getMonthValue();
    }
}
