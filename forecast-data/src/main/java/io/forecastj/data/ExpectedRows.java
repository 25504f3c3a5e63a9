package io.forecastj.data;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** Numbers of rows that a series without gaps has in slots, by its declared spacing. */
final class ExpectedRows {
    private static final int STRETCH = 4_096;

    private ExpectedRows() {}

    /**
     * Counts the rows of the spacing in each slot.
     *
     * @param series the series, at least one row, which shows where rows lie
     * @param sampling its spacing
     * @param spans the slots, the first of which holds the first row
     * @param calendar the sessions outside of which no row is expected; null for none
     * @param shift the milliseconds by which a row's time is after the last one that it describes
     */
    static int[] count(
            TimeSeries series, Sampling sampling, SlotSpans spans, @Nullable SessionCalendar calendar, long shift) {
        int[] counts = new int[spans.size()];
        long before = start(series.time(0), sampling, spans.start(0));
        long[] times = {before};
        TradingSession session = null;
        int slot = 0;
        while (slot < counts.length) {
            for (long label : times) {
                long time = label - shift;
                while (slot < counts.length && time >= spans.end(slot)) {
                    slot++;
                }
                if (slot == counts.length) {
                    break;
                }
                if (time < spans.start(slot)) {
                    continue;
                }
                if (calendar != null && (session == null || !session.contains(time))) {
                    session = calendar.sessionOf(Instant.ofEpochMilli(time)).orElse(null);
                }
                counts[slot] += calendar == null || session != null ? 1 : 0;
            }
            before = times[times.length - 1];
            times = sampling.after(before, STRETCH);
        }
        return counts;
    }

    /** Returns a time of the spacing at or before the start of the first slot; spacings repeat after weeks or years. */
    private static long start(Instant row, Sampling sampling, long slotStart) {
        if (sampling instanceof Sampling.Fixed fixed) {
            long period = fixed.period().toMillis();
            return row.toEpochMilli() - period * ((row.toEpochMilli() - slotStart) / period + 1);
        }
        ZonedDateTime start = row.atZone(SlotRule.zone(sampling, ZoneOffset.UTC));
        while (start.toInstant().toEpochMilli() > slotStart) {
            if (sampling instanceof Sampling.Days days) {
                start = start.minusDays(days.days());
            } else if (sampling instanceof Sampling.Calendar calendar) {
                start = start.minusMonths(calendar.months());
            } else {
                start = start.minusWeeks(1);
            }
        }
        return start.toInstant().toEpochMilli();
    }
}
