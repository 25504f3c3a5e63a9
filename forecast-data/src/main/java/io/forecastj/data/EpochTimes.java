package io.forecastj.data;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses integers that count from 1970-01-01T00:00Z, and refuses those that count another unit than they should.
 *
 * <p>A count of a time from 1973 to 2286 is 1000 times larger in each finer unit, so its size determines the unit. A
 * count that the unit places outside these years is accepted only if no other unit fits it better, or if the rows of
 * its series reach it in steps of their usual length.
 */
final class EpochTimes implements TimeParser {
    /** Smaller integers may as well be years, step numbers or dates such as 20201231. */
    static final long SECONDS_START = 100_000_000L;

    /** Milliseconds of 1973-03-03 and 2286-11-20; before and after, a size can belong to several units. */
    private static final long CERTAIN_START = 100_000_000_000L;

    private static final long CERTAIN_END = 10_000_000_000_000L;

    /** Milliseconds of the year 5138; no data lies there. */
    private static final long END = 100_000_000_000_000L;

    /** The largest distance to the previous row, in terms of the largest one so far, that counts as a usual step. */
    private static final long USUAL = 10;

    /** The factor by which another unit must lie nearer to the previous row to be the likelier one. */
    private static final long NEARER = 100;

    /** All integers of this length fit into a long. */
    private static final int DIGITS = 18;

    /** A form that hardly any file has, made when it is first needed. */
    private static final class Fraction {
        /** Three digits, and those after them that are not zeros at the end. */
        static final Pattern FORM = Pattern.compile("\\.(\\d{1,3})(\\d*?)0*");
    }

    private static final List<TimeUnit> UNITS =
            List.of(TimeUnit.SECONDS, TimeUnit.MILLISECONDS, TimeUnit.MICROSECONDS, TimeUnit.NANOSECONDS);

    private final TimeUnit unit;
    private final boolean declared;
    private @Nullable String example;
    private long exampleCount;
    private long exampleLine;

    /**
     * Makes a parser.
     *
     * @param unit the unit of all counts
     * @param declared whether the caller has declared the unit, rather than the size of the first count
     */
    EpochTimes(TimeUnit unit, boolean declared) {
        this.unit = unit;
        this.declared = declared;
    }

    @Override
    public long millis(CsvRow row, int field, EarlierTimes series, CsvPosition at) {
        long millis = usual(row, field, at);
        return millis == IsoText.NONE ? TimeParser.super.millis(row, field, series, at) : millis;
    }

    /** Converts a count that is written and placed as usual; the time is {@link IsoText#NONE} for any other text. */
    long usual(CsvRow row, int field, CsvPosition at) {
        long count = count(row.chars(), row.from(field), row.to(field));
        long millis = unit.toMillis(count);
        if (!certain(millis) || unit.convert(millis, TimeUnit.MILLISECONDS) != count) {
            return IsoText.NONE;
        }
        example = null;
        exampleCount = count;
        exampleLine = at.line();
        return millis;
    }

    /** Returns a positive integer that is written as {@link Long#toString} does, or 0 for any other text. */
    private static long count(char[] chars, int from, int to) {
        if (to <= from || to - from > DIGITS || chars[from] == '0') {
            return 0;
        }
        long count = 0;
        for (int at = from; at < to; at++) {
            int digit = chars[at] - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            count = 10 * count + digit;
        }
        return count;
    }

    @Override
    public long millis(String text, EarlierTimes series, CsvPosition at) {
        int point = unit == TimeUnit.SECONDS ? text.indexOf('.') : -1;
        if (point > 0) {
            return part(text, point, at) + millis(text.substring(0, point), series, at);
        }
        long count;
        try {
            count = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw at.error(CsvPosition.quote(text)
                    + (TimeShape.integer(text) ? " is too large for" : " is not a whole number of") + " epoch " + this);
        }
        long millis = unit.toMillis(count);
        if (!certain(millis)) {
            check(text, count, millis, series, at);
        }
        // TimeUnit truncates and saturates; a value that does not convert back was changed
        if (unit.convert(millis, TimeUnit.MILLISECONDS) != count) {
            throw at.error(
                    CsvPosition.quote(text) + " epoch " + this + " is not a whole number of milliseconds in range");
        }
        example = text;
        exampleLine = at.line();
        return millis;
    }

    /** Returns the milliseconds after the point of a count of seconds. */
    private static long part(String text, int point, CsvPosition at) {
        Matcher digits = Fraction.FORM.matcher(text.substring(point));
        if (!digits.matches()) {
            throw at.error(CsvPosition.quote(text) + " is not a number of epoch seconds");
        }
        if (!digits.group(2).isEmpty()) {
            throw at.error(CsvPosition.quote(text) + " is finer than a millisecond, which series do not hold");
        }
        int millis = Integer.parseInt((digits.group(1) + "000").substring(0, 3));
        return text.startsWith("-") ? -millis : millis;
    }

    private static boolean certain(long millis) {
        return size(millis) >= CERTAIN_START && size(millis) < CERTAIN_END;
    }

    /** Returns the absolute value; that of the least long is no long. */
    static long size(long count) {
        return count == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(count);
    }

    private void check(String text, long count, long millis, EarlierTimes series, CsvPosition at) {
        if (declared && series.isEmpty() && date(count)) {
            throw at.error(
                    CsvPosition.quote(text) + " looks like a date of the form yyyyMMdd; in epoch " + this + " it is "
                            + Instant.ofEpochMilli(millis) + ": use timeFormat(\"yyyyMMdd\") instead of epoch(...)");
        }
        if (!usualStep(millis, series)) {
            for (TimeUnit other : UNITS) {
                if (other != unit && (likely(other, count) || nearer(other, count, millis, series))) {
                    throw refusal(text, other, Instant.ofEpochMilli(millis), at);
                }
            }
        }
        if (!declared && series.isEmpty() && size(count) < SECONDS_START) {
            throw tooSmall(text, at);
        }
        if (size(millis) >= (declared ? END : CERTAIN_END) && unit.convert(millis, TimeUnit.MILLISECONDS) == count) {
            throw at.error(CsvPosition.quote(text) + " epoch " + this + " is " + Instant.ofEpochMilli(millis)
                    + ", too far away for a time: correct it, or declare its unit by epoch(...)");
        }
    }

    /** Returns whether an integer is a date of this or the last century, such as 20201231. */
    private static boolean date(long count) {
        if (count < 1900_01_01 || count > 2099_12_31) {
            return false;
        }
        int month = (int) (count / 100 % 100);
        int day = (int) (count % 100);
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of((int) (count / 10_000), month).lengthOfMonth();
    }

    private static boolean usualStep(long millis, EarlierTimes series) {
        return !series.isEmpty()
                && size(millis) < END
                && series.continuesAt(millis)
                && Math.abs(millis - series.lastTime()) / USUAL <= series.largestDistance();
    }

    /** Returns whether a count has the size of a unit. The extremes of a long mark missing times in some files. */
    private static boolean likely(TimeUnit other, long count) {
        return size(count) != Long.MAX_VALUE && certain(other.toMillis(count));
    }

    /**
     * Returns whether a count near 1970 in a coarser unit, or far away in a finer one, would lie after the previous row
     * and much nearer to it.
     */
    private boolean nearer(TimeUnit other, long count, long millis, EarlierTimes series) {
        boolean coarser = other.compareTo(unit) > 0;
        boolean early = size(millis) < CERTAIN_START;
        long time = other.toMillis(count);
        if (series.isEmpty() || coarser != early || size(time) >= CERTAIN_END) {
            return false;
        }
        long last = series.lastTime();
        return series.continuesAt(time) && size(millis - last) / NEARER > Math.abs(time - last);
    }

    private RuntimeException refusal(String text, TimeUnit other, Instant time, CsvPosition at) {
        String like = CsvPosition.quote(text) + " looks like epoch " + words(other) + " ("
                + Instant.ofEpochMilli(other.toMillis(Long.parseLong(text))) + "), but ";
        if (exampleLine == 0) {
            return at.error(like + "epoch(...) declares " + this + ", in which it is " + time
                    + ": declare epoch(TimeUnit." + other + "), or write the times as ISO date-times");
        }
        return at.error(like + CsvPosition.quote(example == null ? Long.toString(exampleCount) : example) + " on "
                + at.place(exampleLine) + " is epoch " + this
                + ": the unit of the times changes here; split the file before this line, or convert all times to one"
                + " unit or to ISO date-times");
    }

    static RuntimeException tooSmall(String text, CsvPosition at) {
        String pattern = text.length() == 4 ? "yyyy" : text.length() == 6 ? "yyyyMM" : "yyyyMMdd";
        return at.error(CsvPosition.quote(text) + " is too small to be epoch seconds for sure: say what it is, by"
                + " timeFormat(\"" + pattern + "\") or the like, steps(...) or epoch(...)");
    }

    static String words(TimeUnit unit) {
        return unit.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the unit as messages write it. */
    @Override
    public String toString() {
        return words(unit);
    }
}
