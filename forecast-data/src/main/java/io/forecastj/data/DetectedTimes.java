package io.forecastj.data;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Detects the form of the times from the first one, and refuses others. */
final class DetectedTimes implements TimeParser {
    /** Smaller integers may as well be years, step numbers or dates such as 20201231. */
    private static final long SECONDS_START = 100_000_000L;

    private static final long MILLIS_END = 100_000_000_000_000L;

    /** ISO with Z or an offset, whose colon and minutes some programs omit. */
    private static final DateTimeFormatter OFFSET = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final LocalTimes local;
    private @Nullable TimeShape shape;
    private String example = "";
    private long exampleLine;

    DetectedTimes(ZoneId zone) {
        this.local = new LocalTimes(zone);
    }

    @Override
    public long millis(String text, boolean first, CsvPosition at) {
        TimeShape now = TimeShape.of(text);
        if (shape == null) {
            checkSize(text, now, at);
            long millis = parse(text, now, at);
            shape = now;
            example = text;
            exampleLine = at.line();
            return millis;
        }
        // milliseconds near 1970 have as many digits as seconds; within a series, increasing times distinguish the two
        boolean near1970 = shape == TimeShape.MILLIS && now == TimeShape.SECONDS && !first;
        if (now != shape && !near1970) {
            parse(text, now, at); // a text that is not a time at all gets the parser's message
            throw at.error(CsvPosition.quote(text) + " is " + now + ", but " + CsvPosition.quote(example) + " on line "
                    + exampleLine + " is " + shape + ": write all times alike");
        }
        return parse(text, shape, at);
    }

    private static void checkSize(String text, TimeShape shape, CsvPosition at) {
        if (shape != TimeShape.SECONDS && shape != TimeShape.MILLIS) {
            return;
        }
        long size = text.length() > 18 ? Long.MAX_VALUE : Math.abs(Long.parseLong(text));
        if (size < SECONDS_START) {
            throw at.error(CsvPosition.quote(text) + " is too small to be epoch seconds for sure: say what it is, by"
                    + " timeFormat(\"yyyyMMdd\") or the like, steps(...) or epoch(...)");
        }
        if (size >= MILLIS_END) {
            throw at.error(CsvPosition.quote(text) + " is too large for epoch milliseconds: say what it counts, by"
                    + " epoch(TimeUnit.MICROSECONDS) or the like");
        }
    }

    private long parse(String text, TimeShape as, CsvPosition at) {
        try {
            return switch (as) {
                case DATE -> local.of(LocalDate.parse(text), text, at);
                case DATE_TIME -> local.of(LocalDateTime.parse(withT(text)), text, at);
                case INSTANT ->
                    local.of(OffsetDateTime.parse(withT(text), OFFSET).toInstant(), text, at);
                case SECONDS -> Math.multiplyExact(Long.parseLong(text), 1000L);
                case MILLIS -> Long.parseLong(text);
            };
        } catch (DateTimeParseException | NumberFormatException | ArithmeticException e) {
            throw at.error(
                    CsvPosition.quote(text) + " is not a time: expected an ISO date or date-time such as 2020-12-31 or"
                            + " 2020-12-31T23:59:00Z, or epoch seconds or milliseconds; set other forms with"
                            + " timeFormat(...)");
        }
    }

    private static String withT(String text) {
        int separator = TimeShape.separator(text);
        return text.charAt(separator) == ' '
                ? text.substring(0, separator) + 'T' + text.substring(separator + 1)
                : text;
    }
}
