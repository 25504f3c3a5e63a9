package io.forecastj.backtest.strategy;

import io.forecastj.backtest.internal.PlainText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Writes numbers and times for a reader: the same in every locale and with every JDK. */
final class StrategyText {
    private static final String NONE = "-";
    private static final String INFINITE = "infinite";
    private static final int DIGITS = 10;

    private StrategyText() {}

    static String of(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    static String decimals(double value, int decimals) {
        return Double.isFinite(value) ? PlainText.decimals(value, decimals) : undefined(value);
    }

    static String percent(double fraction) {
        return Double.isFinite(fraction) ? decimals(100 * fraction, 2) + "%" : undefined(fraction);
    }

    private static String undefined(double value) {
        return Double.isNaN(value) ? NONE : value > 0 ? INFINITE : "-" + INFINITE;
    }

    /** Writes a number that a user gave with all its digits. */
    static String given(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    static String count(long count, String noun) {
        return PlainText.count(count, noun);
    }

    /** Writes a time span in hours, minutes and seconds, such as 24h or 1h30m. */
    static String duration(double millis) {
        return Duration.ofMillis(Math.round(millis)).toString().substring(2).toLowerCase(Locale.ROOT);
    }

    static String time(Instant time) {
        return PlainText.time(time);
    }
}
