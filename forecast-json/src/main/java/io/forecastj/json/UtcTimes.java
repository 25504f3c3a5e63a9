package io.forecastj.json;

import java.time.LocalDate;
import java.time.Month;
import java.time.chrono.IsoChronology;

/**
 * Times such as {@code 2026-01-31T00:00:00Z}, in whole seconds, as nearly all documents have them. They are read ten
 * times as fast as by {@link java.time.Instant#parse}, which otherwise takes most of the time of a series of some
 * hundred rows.
 */
final class UtcTimes {
    private static final String SHAPE = "0000-00-00T00:00:00Z";
    private static final int SECONDS_OF_DAY = 86_400;

    private UtcTimes() {}

    /** Returns true for a valid time of this form; of other texts some are times too. */
    static boolean isPlain(String text) {
        if (text.length() != SHAPE.length()) {
            return false;
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            char found = text.charAt(i);
            char expected = SHAPE.charAt(i);
            if (expected == '0' ? found < '0' || found > '9' : found != expected) {
                return false;
            }
        }
        int month = month(text);
        int day = day(text);
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= Month.of(month).length(IsoChronology.INSTANCE.isLeapYear(year(text)))
                && hour(text) <= 23
                && minute(text) <= 59
                && second(text) <= 59;
    }

    /** Returns the milliseconds since 1970 of a text for which {@link #isPlain} is true. */
    static long epochMillis(String text) {
        long days = LocalDate.of(year(text), month(text), day(text)).toEpochDay();
        int seconds = (hour(text) * 60 + minute(text)) * 60 + second(text);
        return (days * SECONDS_OF_DAY + seconds) * 1000;
    }

    private static int year(String text) {
        return 100 * pair(text, 0) + pair(text, 2);
    }

    private static int month(String text) {
        return pair(text, 5);
    }

    private static int day(String text) {
        return pair(text, 8);
    }

    private static int hour(String text) {
        return pair(text, 11);
    }

    private static int minute(String text) {
        return pair(text, 14);
    }

    private static int second(String text) {
        return pair(text, 17);
    }

    private static int pair(String text, int at) {
        return 10 * (text.charAt(at) - '0') + text.charAt(at + 1) - '0';
    }
}
