package io.forecastj.data;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Converts dates, local date-times and instants into milliseconds without guessing.
 *
 * @param zone the zone of times without an offset
 * @param changes the choice where clocks change
 * @param newestFirst whether each row is before the one above it
 * @param periodEnds whether a month, quarter, week or year is its last day instead of its first
 */
record LocalTimes(ZoneId zone, ClockChanges changes, boolean newestFirst, boolean periodEnds) {
    private static final int MILLI = 1_000_000;
    private static final long SECOND = 1_000;

    /**
     * Returns the instant of a local time that occurs once, both as milliseconds, or {@link IsoText#NONE} for that, for
     * one that clocks skip or repeat, and for no time.
     */
    long single(long localMillis) {
        if (localMillis == IsoText.NONE || zone == ZoneOffset.UTC) {
            return localMillis;
        }
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(localMillis, SECOND), 0, ZoneOffset.UTC);
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        return offsets.size() == 1 ? localMillis - offsets.get(0).getTotalSeconds() * SECOND : IsoText.NONE;
    }

    /** Returns the same rules for another zone. */
    LocalTimes in(ZoneId other) {
        return new LocalTimes(other, changes, newestFirst, periodEnds);
    }

    long of(LocalDate date, String text, CsvPosition at) {
        ZonedDateTime start = date.atStartOfDay(zone);
        if (!start.toLocalDate().equals(date)) {
            throw at.error(CsvPosition.quote(text) + " does not exist in " + zone + ", where clocks skip the whole day:"
                    + " leave the row out, or correct zone(...)");
        }
        return of(start.toInstant(), text, at);
    }

    /** Converts a local time. One that clocks skip or repeat has no single instant: the caller's choice decides. */
    long of(LocalDateTime time, String text, EarlierTimes series, CsvPosition at) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        if (offsets.size() == 1) {
            return of(time.toInstant(offsets.get(0)), text, at);
        }
        return offsets.isEmpty() ? skipped(time, text, at) : repeated(time, offsets, text, series, at);
    }

    private long repeated(
            LocalDateTime time, List<ZoneOffset> offsets, String text, EarlierTimes series, CsvPosition at) {
        if (changes == ClockChanges.REFUSE) {
            throw at.error(CsvPosition.quote(text) + " occurs twice in " + zone + advice(ClockChanges.IN_ORDER));
        }
        long first = of(time.toInstant(offsets.get(0)), text, at);
        long second = of(time.toInstant(offsets.get(1)), text, at);
        boolean earlier =
                switch (changes) {
                    case EARLIER -> true;
                    case LATER -> false;
                    default ->
                        newestFirst
                                ? !series.isEmpty() && second >= series.lastTime()
                                : series.isEmpty() || first > series.lastTime();
                };
        return earlier ? first : second;
    }

    private long skipped(LocalDateTime time, String text, CsvPosition at) {
        if (changes == ClockChanges.REFUSE || changes == ClockChanges.IN_ORDER) {
            throw at.error(CsvPosition.quote(text) + " does not exist in " + zone
                    + advice(ClockChanges.IN_ORDER_SKIPPED_FORWARD));
        }
        // with the offset before the change, the local time after it is later by as much as the clocks
        ZoneOffset before = zone.getRules().getTransition(time).getOffsetBefore();
        return of(time.toInstant(before), text, at);
    }

    private static String advice(ClockChanges first) {
        return ", where clocks change: write times with an offset, or choose by zone(..., ClockChanges) one of "
                + Arrays.stream(ClockChanges.values())
                        .filter(choice -> choice.compareTo(first) >= 0)
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
