package io.forecastj.models.internal;

import java.time.Instant;

/**
 * Reads times as {@link Instant#toString} writes them. Stateless and thread-safe.
 *
 * <p>The formatters of {@code java.time} take some milliseconds in a JVM that has just started. So a time of whole
 * seconds and a year of four digits is read without them.
 */
final class InstantText {
    private static final String FORM = "0000-00-00T00:00:00Z";
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    private InstantText() {}

    /**
     * Reads a time.
     *
     * @param text the text
     * @return the time
     * @throws java.time.DateTimeException if {@link Instant#parse} does not accept the text
     */
    static Instant parse(String text) {
        if (!isUsual(text)) {
            return Instant.parse(text);
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        boolean exists = month >= 1 && month <= 12 && day >= 1 && day <= daysOf(month, year);
        if (!exists || hour > 23 || minute > 59 || second > 59) {
            return Instant.parse(text);
        }
        return Instant.ofEpochSecond(DAY * epochDay(year, month, day) + HOUR * hour + MINUTE * minute + second);
    }

    private static int daysOf(int month, int year) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** Returns the days since 1970-01-01; years begin with March here, so that the day of February is the last one. */
    private static long epochDay(int year, int month, int day) {
        long y = month > 2 ? year : year - 1;
        long days = 365 * y + Math.floorDiv(y, 4) - Math.floorDiv(y, 100) + Math.floorDiv(y, 400);
        int sinceMarch = (month + 9) % 12;
        return days + (153 * sinceMarch + 2) / 5 + day - 1 - 719_468;
    }

    private static boolean isUsual(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char form = FORM.charAt(i);
            if (form == '0' ? c < '0' || c > '9' : c != form) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }
}
