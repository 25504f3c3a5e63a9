package io.forecastj.data;

import io.forecastj.Aggregation;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Slots of a sampling, which start where {@link TimeSeries#resample(Sampling, Aggregation)} has them. */
final class SamplingSlots implements SlotRule {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int SHORTEST_MONTH = 28;

    private final Sampling sampling;

    SamplingSlots(Sampling sampling) {
        if (sampling instanceof Sampling.Calendar calendar && calendar.dayOfMonth() != 1) {
            throw new IllegalArgumentException("slots of months are whole months, from the first day; expected a"
                    + " sampling of day 1, such as Sampling.monthly(zone), found day " + calendar.dayOfMonth());
        }
        this.sampling = sampling;
    }

    @Override
    public SlotSpans spans(TimeSeries series) {
        SlotSpans spans = new SlotSpans();
        TimeSeries slots = series.select(series.columns().get(0)).resample(sampling, Aggregation.LAST);
        for (int row = 0; row < slots.length(); row++) {
            spans.add(slots.timestamp(row), end(slots.timestamp(row)));
        }
        return spans;
    }

    private long end(long start) {
        if (sampling instanceof Sampling.Fixed fixed) {
            return start + fixed.period().toMillis();
        }
        if (sampling instanceof Sampling.Days days) {
            return SlotRule.midnight(SlotRule.date(start, days.zone()).plusDays(days.days()), days.zone());
        }
        if (sampling instanceof Sampling.Calendar calendar) {
            LocalDate next = YearMonth.from(SlotRule.date(start, calendar.zone()))
                    .plusMonths(calendar.months())
                    .atDay(1);
            return SlotRule.midnight(next, calendar.zone());
        }
        Sampling.Irregular irregular = (Sampling.Irregular) sampling;
        ZoneId zone = irregular.zone();
        long slot = irregular.slot().toMillis();
        long local = LocalDateTime.ofInstant(Instant.ofEpochMilli(start), zone)
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
        long next = (Math.floorDiv(local, slot) + 1) * slot;
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(next), ZoneOffset.UTC)
                .atZone(zone)
                .toInstant()
                .toEpochMilli();
    }

    @Override
    public Duration least() {
        if (sampling instanceof Sampling.Fixed fixed) {
            return fixed.period();
        }
        if (sampling instanceof Sampling.Days days) {
            return DAY.multipliedBy(days.days());
        }
        if (sampling instanceof Sampling.Calendar calendar) {
            return DAY.multipliedBy((long) SHORTEST_MONTH * calendar.months());
        }
        return ((Sampling.Irregular) sampling).slot();
    }

    @Override
    public Sampling atStarts() {
        return sampling;
    }

    @Override
    public @Nullable Sampling atEnds() {
        return sampling instanceof Sampling.Irregular irregular ? later(irregular) : sampling;
    }

    /** Moves open slots and holidays one slot on, or returns null where the last slot of a day ends on the next one. */
    private static Sampling.@Nullable Irregular later(Sampling.Irregular irregular) {
        long perDay = DAY.toMillis() / irregular.slot().toMillis();
        int week = (int) (7 * DAY.toMillis() / irregular.slot().toMillis());
        Set<LocalDate> holidays = irregular.holidays();
        if (irregular.slot().equals(DAY)) {
            holidays = holidays.stream().map(date -> date.plusDays(1)).collect(Collectors.toSet());
        } else if (perDay < 1 || irregular.openSlots().stream().anyMatch(slot -> slot % perDay == perDay - 1)) {
            return null;
        }
        Set<Integer> open = new TreeSet<>();
        irregular.openSlots().forEach(slot -> open.add((slot + 1) % week));
        return new Sampling.Irregular(irregular.slot(), List.copyOf(open), irregular.zone(), holidays);
    }

    @Override
    public String toString() {
        return sampling.toString();
    }
}
