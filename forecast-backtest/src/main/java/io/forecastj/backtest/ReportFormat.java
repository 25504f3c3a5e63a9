package io.forecastj.backtest;

import io.forecastj.backtest.internal.PlainText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Formats numbers and times for a terminal, the same in every locale and with every JDK. */
final class ReportFormat {
    /** The text for an undefined value. */
    static final String NONE = "-";

    /** Control characters, and the separators of lines and paragraphs. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

    private static final int DIGITS = 5;
    private static final int MOST_DECIMALS = 6;

    private ReportFormat() {}

    static String of(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Replaces line feeds and other control characters, as names may have them, with spaces. */
    static String oneLine(String text) {
        return CONTROL.matcher(text).replaceAll(" ");
    }

    static String count(long count, String noun) {
        return PlainText.count(count, noun);
    }

    static String decimals(double value, int decimals) {
        return Double.isFinite(value) ? PlainText.decimals(value, decimals) : NONE;
    }

    static String percent(double fraction) {
        return Double.isFinite(fraction) ? PlainText.decimals(100 * fraction, 2) + "%" : NONE;
    }

    static String signedPercent(double fraction) {
        // 0.0 + x turns the negative zero of a rounded value into a plain one
        double rounded = 0.0 + Math.round(1e4 * fraction) / 1e2;
        return Double.isFinite(fraction) ? of(rounded == 0 ? "%.2f%%" : "%+.2f%%", rounded) : NONE;
    }

    /** Formats a p-value with the sign before it: two digits of small ones, so that none is shown as zero. */
    static String pValue(double p) {
        return p < 0.001 ? "< 0.001" : "= " + PlainText.decimals(p, p < 0.1 ? 3 : 2);
    }

    /**
     * Formats one column: the same number of decimals for all, to show five digits of the largest; powers of ten for
     * tiny numbers.
     */
    static List<String> column(double[] values) {
        double largest = Arrays.stream(values)
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(0);
        int decimals = largest == 0 ? 0 : DIGITS - 1 - (int) Math.floor(Math.log10(largest));
        return Arrays.stream(values)
                .mapToObj(value -> {
                    if (decimals > MOST_DECIMALS && Double.isFinite(value)) {
                        return of("%.3e", new BigDecimal(value));
                    }
                    return decimals(value, Math.max(0, decimals));
                })
                .toList();
    }

    static String duration(Duration duration) {
        double micros = duration.toNanos() / 1e3;
        if (micros < 1e3) {
            return of("%.1f us", micros);
        }
        return micros < 1e6 ? of("%.1f ms", micros / 1e3) : of("%,.1f s", micros / 1e6);
    }

    static String time(Instant time) {
        return PlainText.time(time);
    }
}
