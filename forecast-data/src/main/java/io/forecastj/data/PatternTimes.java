package io.forecastj.data;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses times by a pattern. Everything that the pattern reads counts for the time, or the text is refused. */
final class PatternTimes implements TimeParser {
    /** The fields of which a date may be made without the others. */
    private static final Set<ChronoField> ENOUGH =
            EnumSet.of(ChronoField.ERA, ChronoField.YEAR_OF_ERA, ChronoField.YEAR, ChronoField.MONTH_OF_YEAR);

    /** So that a message names the hour that makes no time of day, rather than its minute. */
    private static final List<ChronoField> LARGEST_FIRST = Arrays.stream(ChronoField.values())
            .sorted(Comparator.reverseOrder())
            .toList();

    private static final int MONTHS_OF_QUARTER = 3;
    private static final int MONTHS_OF_YEAR = 12;
    private static final int CENTURY = 100;
    private static final int HOURS = 24;
    private static final String LAST_HOUR = "24";

    private final TimePattern pattern;
    private final DateTimeFormatter formatter;
    private final LocalTimes local;

    PatternTimes(TimePattern pattern, @Nullable Integer firstYear, LocalTimes local) {
        this.pattern = pattern;
        this.formatter = pattern.formatter(firstYear);
        this.local = local;
    }

    @Override
    public long millis(String text, EarlierTimes series, CsvPosition at) {
        TemporalAccessor parsed;
        LocalDate date;
        int days = 0;
        try {
            TemporalAccessor whole = parsed(text);
            days = whole == null ? 1 : 0;
            parsed = whole == null ? formatter.parse(midnight(text)) : whole;
            date = date(parsed);
        } catch (DateTimeException e) {
            throw at.error(CsvPosition.quote(text) + " is not a time written as " + pattern + hint(text));
        }
        LocalTime time = parsed.query(TemporalQueries.localTime());
        checkLeftOver(parsed, time != null, text, at);
        if (date == null) {
            throw at.error(CsvPosition.quote(text) + " written as " + pattern + " has no year: complete the pattern");
        }
        if (pattern.hasShortYear() && date.getYear() >= 0 && date.getYear() < CENTURY) {
            throw at.error(CsvPosition.quote(text) + " has a year of two digits, which is read as the year "
                    + date.getYear() + ": write yy, and add twoDigitYearsFrom(1950) or another first year");
        }
        return millis(date.plusDays(days), time, parsed, text, series, at);
    }

    /** Parses a text; null if it ends a day with 24:00. */
    private @Nullable TemporalAccessor parsed(String text) {
        try {
            return formatter.parse(text);
        } catch (DateTimeException e) {
            if (!pattern.hasHour() || !text.contains(LAST_HOUR)) {
                throw e;
            }
            TemporalAccessor fields = formatter.parseUnresolved(text, new ParsePosition(0));
            if (fields == null
                    || !fields.isSupported(ChronoField.HOUR_OF_DAY)
                    || fields.getLong(ChronoField.HOUR_OF_DAY) != HOURS) {
                throw e;
            }
            return null;
        }
    }

    /** Replaces the hour 24 by 00. Where another 24 is replaced, the hour is still refused. */
    private String midnight(String text) {
        for (int at = text.indexOf(LAST_HOUR); at >= 0; at = text.indexOf(LAST_HOUR, at + 1)) {
            String midnight = text.substring(0, at) + "00" + text.substring(at + LAST_HOUR.length());
            ParsePosition end = new ParsePosition(0);
            TemporalAccessor fields = formatter.parseUnresolved(midnight, end);
            if (fields != null
                    && end.getIndex() == midnight.length()
                    && fields.getLong(ChronoField.HOUR_OF_DAY) == 0
                    && LocalTime.MIDNIGHT.equals(formatter.parse(midnight).query(TemporalQueries.localTime()))) {
                return midnight;
            }
        }
        throw new DateTimeException("24 is the hour of midnight only");
    }

    private String hint(String text) {
        if (pattern.hasRegion() && ZoneTexts.endsWithName(text)) {
            return "; if it ends with the name of a zone, that is not read" + ZoneTexts.ADVICE;
        }
        return pattern.hasLongHourWithHalfDay() ? "; hours beside AM or PM are hh" : "";
    }

    private long millis(
            LocalDate date,
            @Nullable LocalTime time,
            TemporalAccessor parsed,
            String text,
            EarlierTimes series,
            CsvPosition at) {
        ZoneOffset offset = parsed.query(TemporalQueries.offset());
        ZoneId zone = parsed.query(TemporalQueries.zoneId());
        if (zone != null && !ZoneTexts.unique(zone)) {
            throw at.error(
                    CsvPosition.quote(text) + " has the zone '" + zone + "', which is not read" + ZoneTexts.ADVICE);
        }
        if (offset != null) {
            LocalDateTime start = date.atTime(time == null ? LocalTime.MIDNIGHT : time);
            if (zone != null) {
                ZoneTexts.checkOffset(start, offset, zone, text, at);
            }
            Instant instant = start.toInstant(offset);
            return local.of(instant, text, at);
        }
        LocalTimes here = zone == null ? local : local.in(zone);
        return time == null ? here.of(date, text, at) : here.of(date.atTime(time), text, series, at);
    }

    /** Returns the date, the first or last one of its period, or null if there is not even a year. */
    private @Nullable LocalDate date(TemporalAccessor parsed) {
        LocalDate date = parsed.query(TemporalQueries.localDate());
        if (date != null) {
            return local.periodEnds() && pattern.hasWholeWeeks() ? PeriodStamps.lastOfWeek(date) : date;
        }
        if (!parsed.isSupported(ChronoField.YEAR)) {
            return null;
        }
        boolean monthly = parsed.isSupported(ChronoField.MONTH_OF_YEAR);
        long month = monthly ? parsed.getLong(ChronoField.MONTH_OF_YEAR) : 1;
        if (parsed.isSupported(IsoFields.QUARTER_OF_YEAR)) {
            long quarter = parsed.getLong(IsoFields.QUARTER_OF_YEAR);
            long first = MONTHS_OF_QUARTER * (quarter - 1) + 1;
            month = monthly ? month : first;
            if (month < first || month >= first + MONTHS_OF_QUARTER) {
                throw new DateTimeException("the month is not of the quarter");
            }
        }
        int year = ChronoField.YEAR.checkValidIntValue(parsed.getLong(ChronoField.YEAR));
        LocalDate first = LocalDate.of(year, ChronoField.MONTH_OF_YEAR.checkValidIntValue(month), 1);
        int months = monthly ? 1 : parsed.isSupported(IsoFields.QUARTER_OF_YEAR) ? MONTHS_OF_QUARTER : MONTHS_OF_YEAR;
        return local.periodEnds() ? first.plusMonths(months).minusDays(1) : first;
    }

    /** Refuses a text of which a part was read but has no influence on the time. */
    private void checkLeftOver(TemporalAccessor parsed, boolean time, String text, CsvPosition at) {
        boolean whole = parsed.query(TemporalQueries.localDate()) != null;
        for (ChronoField field : LARGEST_FIRST) {
            boolean left = field.isTimeBased() ? !time : field.isDateBased() && !whole && !ENOUGH.contains(field);
            if (left && parsed.isSupported(field)) {
                throw at.error(CsvPosition.quote(text) + " written as " + pattern + " has a " + field
                        + ", which together with the other parts defines no "
                        + (field.isTimeBased() ? "time of day" : "date")
                        + ": complete the pattern");
            }
        }
    }
}
