package io.forecastj.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Converts plain values, or refuses them with their path in the document, which only messages make a text of. */
final class PlainParsing {
    private PlainParsing() {}

    static IllegalArgumentException expected(String what, Object path, @Nullable Object found) {
        String place = path.toString();
        String text = String.valueOf(found);
        return new IllegalArgumentException("expected " + what + " in "
                + (place.isEmpty() ? "the document" : "'" + place + "'") + ", found "
                + (found == null ? "nothing" : text.length() > 60 ? text.substring(0, 60) + "..." : text));
    }

    static String text(@Nullable Object value, Object path) {
        if (value instanceof String text) {
            return text;
        }
        throw expected("a text", path, value);
    }

    static long whole(@Nullable Object value, Object path) {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        // 2^63 as a double would be cut to the largest long
        if (value instanceof Double number && Math.rint(number) == number && Math.abs(number) < 0x1p63) {
            return number.longValue();
        }
        throw expected("a whole number", path, value);
    }

    static int integer(@Nullable Object value, Object path, int least, int most) {
        long number = whole(value, path);
        if (number < least || number > most) {
            throw expected("a number from " + least + " to " + most, path, value);
        }
        return (int) number;
    }

    static double number(@Nullable Object value, Object path) {
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw expected("a number", path, value);
    }

    static <T> T parsed(@Nullable Object value, Object path, String what, Function<String, T> parser) {
        try {
            return parser.apply(text(value, path));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(expected(what, path, value).getMessage(), e);
        }
    }

    static long epochMillis(@Nullable Object value, Object path) {
        if (value instanceof String text && UtcTimes.isPlain(text)) {
            return UtcTimes.epochMillis(text);
        }
        Instant time = time(value, path);
        try {
            long millis = time.toEpochMilli();
            if (Instant.ofEpochMilli(millis).equals(time)) {
                return millis;
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    expected("a time within 292 million years", path, value).getMessage(), e);
        }
        throw expected("a time in whole milliseconds", path, value);
    }

    static Instant time(@Nullable Object value, Object path) {
        return parsed(value, path, "an ISO time such as 2026-01-31T00:00:00Z", Instant::parse);
    }
}
