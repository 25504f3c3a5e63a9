package io.forecastj.lifecycle.retraining;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/** Formats numbers and times for reasons, the same in every locale. */
final class RuleText {
    private static final MathContext DIGITS = new MathContext(4);
    private static final int PERCENT = 100;

    private RuleText() {}

    /** Returns a number with four digits. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    static String percent(double fraction) {
        return number(PERCENT * fraction) + "%";
    }

    /** Returns a change with its sign, such as {@code +1.5%}. */
    static String change(double fraction) {
        return (fraction > 0 ? "+" : "") + percent(fraction);
    }

    /** Returns a time in its two largest units. */
    static String duration(Duration time) {
        if (time.isNegative()) {
            return "-" + duration(time.negated());
        }
        if (time.toDays() > 0) {
            return join(time.toDays(), "d", time.toHoursPart(), "h");
        }
        if (time.toHours() > 0) {
            return join(time.toHours(), "h", time.toMinutesPart(), "min");
        }
        if (time.toMinutes() > 0) {
            return join(time.toMinutes(), "min", time.toSecondsPart(), "s");
        }
        return join(time.toSeconds(), "s", time.toMillisPart(), "ms");
    }

    private static String join(long large, String largeUnit, int small, String smallUnit) {
        String rest = small + " " + smallUnit;
        return large == 0 ? rest : large + " " + largeUnit + (small == 0 ? "" : " " + rest);
    }

    static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
