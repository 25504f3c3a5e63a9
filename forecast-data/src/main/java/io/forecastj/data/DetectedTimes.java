package io.forecastj.data;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Detects the form of the times from the first one, and refuses others. */
final class DetectedTimes implements TimeParser {
    /** Integers of seconds end in the year 2286; those of milliseconds begin in 1973 and end in 2286. */
    private static final long SECONDS_END = 10_000_000_000L;

    private static final long MILLIS_START = 100_000_000_000L;
    private static final long MILLIS_END = 10_000_000_000_000L;
    private static final long MICROS_START = 100_000_000_000_000L;

    /** Dates and times written as one integer, whose lengths are those of epoch times. */
    private static final List<String> DIGITS = List.of("uuuuMMddHH", "uuuuMMddHHmm", "uuuuMMddHHmmss");

    /** End of the message of java.time, before the reason, where it could read a text but not its numbers. */
    private static final String OUT_OF_RANGE = "could not be parsed: Invalid ";

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2099;

    /** Forms of times that are not written as usual, made when the first such time is read. */
    private static final class Unusual {
        /** ISO with Z or an offset, whose colon and minutes some programs omit. */
        static final DateTimeFormatter OFFSET = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                .appendPattern("[XXX][XX][X]")
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);

        /** The end of a day, after which only zeros and an offset may follow. */
        static final Pattern END_OF_DAY = Pattern.compile("[Tt]24(:00(?::00(?:\\.0+)?)?(?:Z|z|[+-].*)?)$");

        static final Pattern PARTIAL_SECONDS = Pattern.compile("-?\\d+\\.\\d+");
    }

    private final LocalTimes local;
    private @Nullable TimeShape shape;
    private EpochTimes epoch = new EpochTimes(TimeUnit.SECONDS, false);
    private String example = "";
    private long exampleLine;

    DetectedTimes(LocalTimes local) {
        this.local = local;
    }

    @Override
    public long millis(CsvRow row, int field, EarlierTimes series, CsvPosition at) {
        long millis = shape == null ? first(row, field, at) : usual(row, field, shape, at);
        return millis == IsoText.NONE ? TimeParser.super.millis(row, field, series, at) : millis;
    }

    /** Converts the first time and detects its form, if it is no number and written as usual; else it is none. */
    private long first(CsvRow row, int field, CsvPosition at) {
        String text = row.stripped(field);
        TimeShape now = TimeShape.of(text);
        long millis = now == TimeShape.EPOCH ? IsoText.NONE : usual(row, field, now, at);
        if (millis != IsoText.NONE) {
            shape = now;
            example = text;
            exampleLine = at.line();
        }
        return millis;
    }

    /** Converts a text of the detected form that is written as usual; the time is none for any other. */
    private long usual(CsvRow row, int field, TimeShape as, CsvPosition at) {
        char[] chars = row.chars();
        int from = row.from(field);
        int to = row.to(field);
        return switch (as) {
            case DATE -> local.single(IsoText.date(chars, from, to));
            case DATE_TIME -> local.single(IsoText.dateTime(chars, from, to));
            case INSTANT -> IsoText.instant(chars, from, to);
            case EPOCH -> epoch.usual(row, field, at);
            case MONTH, QUARTER, WEEK, WEEK_DAY -> IsoText.NONE;
        };
    }

    @Override
    public long millis(String text, EarlierTimes series, CsvPosition at) {
        TimeShape now = TimeShape.of(text);
        if (shape == null) {
            if (now == TimeShape.EPOCH) {
                epoch = new EpochTimes(unit(text, at), false);
            }
            long millis = parse(text, now, series, at);
            shape = now;
            example = text;
            exampleLine = at.line();
            return millis;
        }
        if (now != shape) {
            if (now != TimeShape.EPOCH) {
                parse(text, now, series, at); // a text that is not a time at all gets the parser's message
            }
            throw at.error(CsvPosition.quote(text) + " is " + now + ", but " + CsvPosition.quote(example) + " on "
                    + at.place(exampleLine) + " is " + (shape == TimeShape.EPOCH ? "epoch " + epoch : shape)
                    + ": write all times alike");
        }
        return parse(text, shape, series, at);
    }

    /** Returns the unit that the first epoch time counts, if its size leaves no doubt. */
    private static TimeUnit unit(String text, CsvPosition at) {
        // longer texts may not fit into a long, and are far above the bounds
        long size = text.length() > 18 ? Long.MAX_VALUE : Math.abs(Long.parseLong(text));
        if (size < EpochTimes.SECONDS_START) {
            throw EpochTimes.tooSmall(text, at);
        }
        if (size >= MICROS_START) {
            throw at.error(CsvPosition.quote(text) + " is too large for epoch milliseconds: say what it counts, by"
                    + " epoch(TimeUnit.MICROSECONDS) or the like");
        }
        TimeUnit unit = size < MILLIS_START ? TimeUnit.SECONDS : TimeUnit.MILLISECONDS;
        for (String pattern : DIGITS) {
            if (text.length() == pattern.length() && writtenBy(pattern, text)) {
                String shown = pattern.replace('u', 'y');
                throw at.error(CsvPosition.quote(text) + " may be a time written as " + shown + " or "
                        + epoch(text, unit) + ": say which, by timeFormat(\"" + shown + "\") or epoch(TimeUnit." + unit
                        + ")");
            }
        }
        if (size >= (unit == TimeUnit.SECONDS ? SECONDS_END : MILLIS_END)) {
            TimeUnit finer = unit == TimeUnit.SECONDS ? TimeUnit.MILLISECONDS : TimeUnit.MICROSECONDS;
            throw at.error(CsvPosition.quote(text) + " may be " + epoch(text, unit) + " or " + epoch(text, finer)
                    + ": say which, by epoch(TimeUnit." + unit + ") or epoch(TimeUnit." + finer + ")");
        }
        return unit;
    }

    private static String epoch(String text, TimeUnit unit) {
        return "epoch " + EpochTimes.words(unit) + " (" + Instant.ofEpochMilli(unit.toMillis(Long.parseLong(text)))
                + ")";
    }

    private static boolean writtenBy(String pattern, String text) {
        try {
            int year = LocalDateTime.parse(
                            text, DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT))
                    .getYear();
            return year >= FIRST_YEAR && year <= LAST_YEAR;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private long parse(String text, TimeShape as, EarlierTimes series, CsvPosition at) {
        try {
            return switch (as) {
                case DATE -> local.of(LocalDate.parse(text), text, at);
                case DATE_TIME -> local.of(dateTime(text), text, series, at);
                case INSTANT -> local.of(instant(text, at), text, at);
                case EPOCH -> epoch.millis(text, series, at);
                case MONTH, QUARTER, WEEK, WEEK_DAY ->
                    local.of(PeriodStamps.day(text, as, local.periodEnds()), text, at);
            };
        } catch (DateTimeException e) {
            String impossible = impossible(as, e);
            throw at.error(CsvPosition.quote(text) + (impossible.isEmpty() ? advice(text) : impossible));
        }
    }

    /** Returns the problem of a text of the right form whose numbers are none of the calendar, such as 2024-02-30. */
    private static String impossible(TimeShape as, DateTimeException e) {
        String message = String.valueOf(e.getMessage());
        int reason = message.indexOf(OUT_OF_RANGE);
        boolean period = as != TimeShape.DATE && as != TimeShape.DATE_TIME && as != TimeShape.INSTANT;
        if (reason < 0 && !period) {
            return "";
        }
        return " is not a time of the calendar: "
                + (period ? message : "invalid " + message.substring(reason + OUT_OF_RANGE.length()))
                + "; set other forms with timeFormat(...)";
    }

    /** Parses a date-time; 24:00 is the next midnight. */
    private static LocalDateTime dateTime(String text) {
        String time = withT(text);
        return Unusual.END_OF_DAY.matcher(time).find()
                ? LocalDateTime.parse(Unusual.END_OF_DAY.matcher(time).replaceFirst("T00$1"))
                        .plusDays(1)
                : LocalDateTime.parse(time);
    }

    /** Parses a date-time with an offset, which may have a region in brackets after it, or with UTC or GMT. */
    private static Instant instant(String text, CsvPosition at) {
        if (ZoneTexts.endsWithUtc(text)) {
            return dateTime(ZoneTexts.withoutUtc(text)).toInstant(ZoneOffset.UTC);
        }
        int bracket = text.endsWith("]") ? text.indexOf('[') : text.length();
        if (bracket < 0) {
            throw new DateTimeException("a bracket that was never opened");
        }
        String written = withT(text.substring(0, bracket));
        Matcher end = Unusual.END_OF_DAY.matcher(written);
        OffsetDateTime time = end.find()
                ? OffsetDateTime.parse(end.replaceFirst("T00$1"), Unusual.OFFSET)
                        .plusDays(1)
                : OffsetDateTime.parse(written, Unusual.OFFSET);
        if (bracket < text.length()) {
            ZoneId zone = ZoneId.of(text.substring(bracket + 1, text.length() - 1));
            ZoneTexts.checkOffset(time.toLocalDateTime(), time.getOffset(), zone, text, at);
        }
        return time.toInstant();
    }

    private static String advice(String text) {
        if (Unusual.PARTIAL_SECONDS.matcher(text).matches()) {
            return " is not a time without a unit: if it counts seconds, add epoch(TimeUnit.SECONDS); if days of a"
                    + " spreadsheet, excelDates()";
        }
        if (CsvNumbers.plain(text)) {
            return " is not a time: write epoch times as whole numbers, without a point or an exponent";
        }
        if (ZoneTexts.endsWithName(text)) {
            return " ends with the name of a zone that is not read" + ZoneTexts.ADVICE;
        }
        List<String> patterns = DateForms.of(List.of(text));
        if (patterns.size() == 1) {
            return " is not a time without a pattern: set timeFormat(\"" + patterns.get(0) + "\")";
        }
        if (!patterns.isEmpty()) {
            return " may be written as " + String.join(" or ", patterns) + ": say which, by "
                    + patterns.stream()
                            .map(pattern -> "timeFormat(\"" + pattern + "\")")
                            .collect(Collectors.joining(" or "));
        }
        return " is not a time: expected an ISO date or date-time such as 2020-12-31 or 2020-12-31T23:59:00Z, or epoch"
                + " seconds or milliseconds; set other forms with timeFormat(...)";
    }

    private static String withT(String text) {
        int separator = TimeShape.separator(text);
        return separator >= 0 && text.charAt(separator) == ' '
                ? text.substring(0, separator) + 'T' + text.substring(separator + 1)
                : text;
    }
}
