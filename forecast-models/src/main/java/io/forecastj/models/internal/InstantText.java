package io.forecastj.models.internal;

import java.time.Instant;
import java.time.LocalDate;

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
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            return Instant.parse(text);
        }
        LocalDate date = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
        return Instant.ofEpochSecond(DAY * date.toEpochDay() + HOUR * hour + MINUTE * minute + second);
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
