package io.forecastj.data;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** Converts dates, local date-times and instants into milliseconds without guessing. */
record LocalTimes(ZoneId zone) {
    private static final int MILLI = 1_000_000;

    long of(LocalDate date, String text, CsvPosition at) {
        return of(date.atStartOfDay(zone).toInstant(), text, at);
    }

    /** Converts a local time; refuses one that clocks skip or repeat, since any choice would move a row by an hour. */
    long of(LocalDateTime time, String text, CsvPosition at) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        if (offsets.size() != 1) {
            throw at.error(CsvPosition.quote(text) + (offsets.isEmpty() ? " does not exist" : " occurs twice") + " in "
                    + zone + ", where clocks change: write times with an offset");
        }
        return of(time.toInstant(offsets.get(0)), text, at);
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
