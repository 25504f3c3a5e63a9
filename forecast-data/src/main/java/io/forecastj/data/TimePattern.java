package io.forecastj.data;

import java.time.DayOfWeek;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A pattern for times, checked, and the formatter that it makes. */
final class TimePattern {
    /** For the check of a pattern without times: any century will do. */
    private static final int ANY_CENTURY = 2000;

    private static final int MOST_DIGITS = 19;

    private final String pattern;
    private final PatternLetters letters;

    /**
     * Checks a pattern.
     *
     * @param pattern the pattern
     * @throws IllegalArgumentException if it is not valid, or its letters cannot define times
     */
    TimePattern(String pattern) {
        this.pattern = pattern;
        this.letters = new PatternLetters(pattern);
        try {
            build(ANY_CENTURY);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + pattern + "\" is not a pattern of times: " + e.getMessage(), e);
        }
        letters.check();
    }

    boolean hasShortYear() {
        return letters.hasShortYear();
    }

    boolean hasRegion() {
        return letters.has("V");
    }

    /** Returns whether it has hours from 0 to 23, which may be 24 at the end of a day. */
    boolean hasHour() {
        return letters.has("H");
    }

    /** Returns whether it has weeks without a day. */
    boolean hasWholeWeeks() {
        return letters.hasWeeks() && !letters.has("EecdDg");
    }

    /** Returns whether it has both hours from 0 to 23 and AM or PM, which agree only before noon. */
    boolean hasLongHourWithHalfDay() {
        return letters.has("Hk") && letters.has("aB");
    }

    /**
     * Makes the formatter.
     *
     * @param firstYear the first of the hundred years to which two digits belong, or null
     * @throws IllegalArgumentException if the pattern has two-digit years and there is no first one
     */
    DateTimeFormatter formatter(@Nullable Integer firstYear) {
        if (firstYear == null && letters.hasTwoDigitYear()) {
            throw new IllegalArgumentException("the pattern \"" + pattern + "\" has years of two digits, whose century"
                    + " is open: add twoDigitYearsFrom(1950), or another first year");
        }
        return build(firstYear == null ? ANY_CENTURY : firstYear);
    }

    /**
     * Builds a strict formatter, since the default would silently turn 31 February into the 29th. A default era allows
     * yyyy in place of uuuu. Letters of weeks follow ISO 8601; those of Java depend on a country.
     */
    private DateTimeFormatter build(int firstYear) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        for (PatternLetters.Run run : letters.runs()) {
            if (run.padded() && "yuYwec".indexOf(run.letter()) >= 0) {
                throw new IllegalArgumentException("Letters of years and weeks cannot be padded: " + run.text());
            }
            switch (run.letter()) {
                case 'y', 'u' -> year(builder, run, ChronoField.YEAR, firstYear);
                case 'Y' -> year(builder, run, IsoFields.WEEK_BASED_YEAR, firstYear);
                case 'w' -> number(builder, run, IsoFields.WEEK_OF_WEEK_BASED_YEAR);
                case 'e', 'c' -> {
                    if (run.count() < 3) {
                        number(builder, run, ChronoField.DAY_OF_WEEK);
                    } else {
                        builder.appendPattern(run.text());
                    }
                }
                default -> builder.appendPattern(run.text());
            }
        }
        if (letters.has("y") && !letters.has("G")) {
            builder.parseDefaulting(ChronoField.ERA, 1);
        }
        if (letters.hasWeeks()) {
            builder.parseDefaulting(ChronoField.DAY_OF_WEEK, DayOfWeek.MONDAY.getValue());
        }
        return builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }

    private static void year(
            DateTimeFormatterBuilder builder, PatternLetters.Run run, TemporalField field, int firstYear) {
        if (run.count() == 2) {
            builder.appendValueReduced(field, 2, 2, firstYear);
        } else if (run.letter() == 'Y') {
            SignStyle sign = run.count() < 4 ? SignStyle.NORMAL : SignStyle.EXCEEDS_PAD;
            builder.appendValue(field, run.count(), MOST_DIGITS, sign);
        } else {
            builder.appendPattern(run.text());
        }
    }

    private static void number(DateTimeFormatterBuilder builder, PatternLetters.Run run, TemporalField field) {
        if (run.count() > 2) {
            throw new IllegalArgumentException("Too many pattern letters: " + run.letter());
        }
        if (run.count() == 2) {
            builder.appendValue(field, 2);
        } else {
            builder.appendValue(field, 1, 2, SignStyle.NOT_NEGATIVE);
        }
    }

    /** Returns the pattern as it was given. */
    @Override
    public String toString() {
        return pattern;
    }
}
