package io.forecastj.backtest.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

/** Text of numbers, times and fields for a reader, the same in every locale and with every JDK. */
public final class PlainText {
    private static final String MIDNIGHT = "T00:00:00Z";

    private PlainText() {}

    /**
     * Formats a number with commas between groups of three digits.
     *
     * @param value the number, finite
     * @param decimals the number of decimals
     * @return the text
     */
    public static String decimals(double value, int decimals) {
        // the formatter rounds a BigDecimal by its exact value, and a double in a way that differs between JDKs
        return String.format(Locale.ROOT, "%,." + decimals + "f", new BigDecimal(value));
    }

    /**
     * Formats a count of things.
     *
     * @param count the number
     * @param noun the thing, in the singular
     * @return the text, such as {@code "1,461 rows"}
     */
    public static String count(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    /**
     * Formats a time, and only its date at midnight in UTC.
     *
     * @param time the time
     * @return the text
     */
    public static String time(Instant time) {
        String text = time.toString();
        return text.endsWith(MIDNIGHT) ? text.substring(0, text.length() - MIDNIGHT.length()) : text;
    }

    /**
     * Returns a text as a field of CSV, in quotes where RFC 4180 requires them.
     *
     * @param text the text
     * @return the field
     */
    public static String csvField(String text) {
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }

    /**
     * Returns a number as a field of CSV.
     *
     * @param number the number
     * @return its digits, which give exactly this number when read; empty for NaN
     */
    public static String csvField(double number) {
        return Double.isNaN(number) ? "" : Double.toString(number);
    }
}
