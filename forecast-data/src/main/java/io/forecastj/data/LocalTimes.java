package io.forecastj.data;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Converts dates, local date-times and instants into milliseconds without guessing.
 *
 * @param zone the zone of times without an offset
 * @param changes the choice where clocks change
 */
record LocalTimes(ZoneId zone, ClockChanges changes) {
    private static final int MILLI = 1_000_000;

    long of(LocalDate date, String text, CsvPosition at) {
        return of(date.atStartOfDay(zone).toInstant(), text, at);
    }

    /** Converts a local time. One that clocks skip or repeat has no single instant: the caller's choice decides. */
    long of(LocalDateTime time, String text, SeriesCollector series, CsvPosition at) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        if (offsets.size() == 1) {
            return of(time.toInstant(offsets.get(0)), text, at);
        }
        return offsets.isEmpty() ? skipped(time, text, at) : repeated(time, offsets, text, series, at);
    }

    private long repeated(
            LocalDateTime time, List<ZoneOffset> offsets, String text, SeriesCollector series, CsvPosition at) {
        if (changes == ClockChanges.REFUSE) {
            throw at.error(CsvPosition.quote(text) + " occurs twice in " + zone + advice(ClockChanges.values()));
        }
        long first = of(time.toInstant(offsets.get(0)), text, at);
        return series.isEmpty() || first > series.lastTime() ? first : of(time.toInstant(offsets.get(1)), text, at);
    }

    private long skipped(LocalDateTime time, String text, CsvPosition at) {
        if (changes != ClockChanges.IN_ORDER_SKIPPED_FORWARD) {
            throw at.error(CsvPosition.quote(text) + " does not exist in " + zone
                    + advice(ClockChanges.IN_ORDER_SKIPPED_FORWARD));
        }
        // with the offset before the change, the local time after it is later by as much as the clocks
        ZoneOffset before = zone.getRules().getTransition(time).getOffsetBefore();
        return of(time.toInstant(before), text, at);
    }

    private static String advice(ClockChanges... choices) {
        return ", where clocks change: write times with an offset, or choose by zone(..., ClockChanges) one of "
                + Arrays.stream(choices)
                        .filter(choice -> choice != ClockChanges.REFUSE)
                        .map(Enum::name)
                        .collect(Collectors.joining(", "));
    }

    long of(Instant instant, String text, CsvPosition at) {
        if (instant.getNano() % MILLI != 0) {
            throw at.error(CsvPosition.quote(text) + " is finer than a millisecond, which series do not hold");
        }
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException e) {
            throw at.error(CsvPosition.quote(text) + " is too far away to count in milliseconds");
        }
    }
}
