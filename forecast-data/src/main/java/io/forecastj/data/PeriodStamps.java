package io.forecastj.data;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.time.temporal.IsoFields;
import org.jspecify.annotations.Nullable;

/** Stamps of months, quarters and ISO weeks: 2024-03, 2024Q1, 2024-Q1, 2024-W05 and the day 2024-W05-3. */
final class PeriodStamps {
    private static final int YEAR = 4;
    private static final int MONTHS_OF_QUARTER = 3;
    private static final int QUARTERS = 4;

    private PeriodStamps() {}

    /** Returns the form of a stamp, or null if the text is none. Its numbers may still be out of range. */
    static @Nullable TimeShape shape(String text) {
        // most times are dates
        if (text.length() < 6 || text.length() > 10 || !digits(text, 0, YEAR)) {
            return null;
        }
        int at = text.charAt(YEAR) == '-' ? YEAR + 1 : YEAR;
        int rest = text.length() - at;
        char letter = text.charAt(at);
        if (letter == 'Q' || letter == 'q') {
            return rest == 2 && digits(text, at + 1, 1) ? TimeShape.QUARTER : null;
        }
        if (letter != 'W' && letter != 'w') {
            return at > YEAR && rest == 2 && digits(text, at, 2) ? TimeShape.MONTH : null;
        }
        if (rest < 3 || !digits(text, at + 1, 2)) {
            return null;
        }
        boolean dashed = at > YEAR;
        int day = rest - 3 - (dashed ? 1 : 0);
        if (rest == 3) {
            return TimeShape.WEEK;
        }
        boolean separated = !dashed || text.charAt(at + 3) == '-';
        return day == 1 && separated && digits(text, text.length() - 1, 1) ? TimeShape.WEEK_DAY : null;
    }

    /**
     * Returns the first or the last day of a period, or a day of a week.
     *
     * @param text a text that has the shape
     * @throws DateTimeException if a number is out of range
     */
    static LocalDate day(String text, TimeShape shape, boolean last) {
        int year = Integer.parseInt(text.substring(0, YEAR));
        int at = text.charAt(YEAR) == '-' ? YEAR + 1 : YEAR;
        switch (shape) {
            case MONTH -> {
                LocalDate first = LocalDate.of(year, Integer.parseInt(text.substring(at)), 1);
                return last ? first.plusMonths(1).minusDays(1) : first;
            }
            case QUARTER -> {
                int quarter = text.charAt(at + 1) - '0';
                if (quarter < 1 || quarter > QUARTERS) {
                    throw new DateTimeException("a year has the quarters 1 to 4");
                }
                LocalDate first = LocalDate.of(year, MONTHS_OF_QUARTER * (quarter - 1) + 1, 1);
                return last ? first.plusMonths(MONTHS_OF_QUARTER).minusDays(1) : first;
            }
            case WEEK, WEEK_DAY -> {
                LocalDate middle = Year.of(year).atMonth(7).atDay(1);
                long week = Long.parseLong(text.substring(at + 1, at + 3));
                long most =
                        IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(middle).getMaximum();
                if (week < 1 || week > most) {
                    throw new DateTimeException("the year " + year + " has " + most + " ISO weeks");
                }
                LocalDate monday =
                        middle.with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week).with(DayOfWeek.MONDAY);
                if (shape == TimeShape.WEEK_DAY) {
                    return monday.with(DayOfWeek.of(text.charAt(text.length() - 1) - '0'));
                }
                return last ? lastOfWeek(monday) : monday;
            }
            default -> throw new IllegalArgumentException(shape + " is no stamp of a period");
        }
    }

    static LocalDate lastOfWeek(LocalDate date) {
        return date.with(DayOfWeek.SUNDAY);
    }

    private static boolean digits(String text, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (i >= text.length() || !CsvNumbers.digit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
