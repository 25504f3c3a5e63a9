package io.forecastj.market;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** Reads the header Retry-After in both of its forms: seconds, and a date of HTTP. */
final class RetryAfter {
    /** Longer than any deadline, so that a longer time makes no difference. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private RetryAfter() {}

    /** Returns the time to wait, from zero to seven days; zero if the text has neither form. */
    static Duration parse(String text, Clock clock) {
        String value = text.strip();
        if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return value.length() > 9 ? LONGEST : bounded(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
            return bounded(Duration.between(clock.instant(), date));
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }

    private static Duration bounded(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
