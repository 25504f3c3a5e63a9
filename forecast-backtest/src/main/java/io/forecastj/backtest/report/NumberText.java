package io.forecastj.backtest.report;

import io.forecastj.backtest.internal.PlainText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Writes numbers and times for a reader: the same in every locale and with every JDK. */
final class NumberText {
    /** The text for an undefined value. */
    static final String NONE = "\u2013";

    private static final int DIGITS = 5;
    private static final int MOST_DECIMALS = 8;
    /** From here on, and for columns whose largest number is tiny, powers of ten are written. */
    private static final double LARGE = 1e12;

    private NumberText() {}

    /** Writes a number with a fixed number of decimals, and commas between groups of three digits. */
    static String decimals(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? NONE : value > 0 ? "\u221e" : "-\u221e";
        }
        if (Math.abs(value) >= LARGE) {
            return scientific(value);
        }
        return PlainText.decimals(value, decimals);
    }

    /** Writes a fraction as a percentage. */
    static String percent(double fraction, int decimals) {
        return Double.isFinite(fraction) ? decimals(100 * fraction, decimals) + "%" : NONE;
    }

    /** Writes a level or coverage as people do: 95%, also for the 0.9499999999999998 that 0.975 - 0.025 gives. */
    static String level(double fraction) {
        return new BigDecimal(100 * fraction)
                        .setScale(4, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString()
                + "%";
    }

    /** Writes a number of four digits and a power of ten, such as 1.234e-9. */
    static String scientific(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return decimals(value, 0);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(4, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.movePointLeft(exponent)
                        .setScale(3, RoundingMode.HALF_EVEN)
                        .toPlainString()
                + "e" + exponent;
    }

    /** Writes the numbers of a column with the decimals that show five digits of the largest. */
    static List<String> column(double[] values) {
        int decimals = decimals(values);
        return Arrays.stream(values)
                .mapToObj(value -> decimals > MOST_DECIMALS ? scientific(value) : decimals(value, decimals))
                .toList();
    }

    private static int decimals(double[] values) {
        double largest = Arrays.stream(values)
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(0);
        boolean whole = Arrays.stream(values).allMatch(value -> value == Math.rint(value) || !Double.isFinite(value));
        return largest == 0 || whole ? 0 : Math.max(0, DIGITS - 1 - exponent(largest));
    }

    /** Returns the power of ten of the first digit of a finite number other than 0. */
    static int exponent(double value) {
        BigDecimal exact = new BigDecimal(Math.abs(value));
        return exact.precision() - exact.scale() - 1;
    }

    /** Returns a power of ten, the double next to it. */
    static double power(int exponent) {
        return Double.parseDouble("1e" + exponent);
    }

    /** Writes a time, and only its date at midnight in UTC. */
    static String time(Instant time) {
        return PlainText.time(time);
    }
}
