package io.forecastj.data;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Parses times by a pattern. */
final class PatternTimes implements TimeParser {
    private final String pattern;
    private final DateTimeFormatter formatter;
    private final LocalTimes local;

    PatternTimes(String pattern, DateTimeFormatter formatter, ZoneId zone) {
        this.pattern = pattern;
        this.formatter = formatter;
        this.local = new LocalTimes(zone);
    }

    /**
     * Makes a strict formatter, since the default would silently turn 31 February into the 29th. A default era allows
     * yyyy in place of uuuu.
     */
    static DateTimeFormatter formatter(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .parseDefaulting(ChronoField.ERA, 1)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    @Override
    public long millis(String text, boolean first, CsvPosition at) {
        TemporalAccessor parsed;
        try {
            parsed = formatter.parseBest(
                    text, Instant::from, LocalDateTime::from, LocalDate::from, YearMonth::from, Year::from);
        } catch (DateTimeParseException e) {
            throw at.error(CsvPosition.quote(text) + " is not a time written as " + pattern);
        }
        if (parsed instanceof Instant instant) {
            return local.of(instant, text, at);
        }
        if (parsed instanceof LocalDateTime time) {
            return local.of(time, text, at);
        }
        LocalDate date = parsed instanceof LocalDate day
                ? day
                : parsed instanceof YearMonth month
                        ? month.atDay(1)
                        : Year.from(parsed).atDay(1);
        return local.of(date, text, at);
    }
}
