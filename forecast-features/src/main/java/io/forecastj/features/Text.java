package io.forecastj.features;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Pattern;

/** Writes the canonical text of features; {@link FeatureParser} reads it. */
final class Text {
    private static final Pattern KIND = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final Pattern PLAIN_COLUMN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private Text() {}

    static String of(Feature feature) {
        StringBuilder text = new StringBuilder(feature.kind()).append('(');
        String separator = "";
        for (Feature input : feature.inputs()) {
            text.append(separator).append(input.text());
            separator = ",";
        }
        for (double argument : feature.arguments()) {
            text.append(separator).append(number(argument));
            separator = ",";
        }
        return text.append(')').toString();
    }

    static boolean isKind(String name) {
        return KIND.matcher(name).matches();
    }

    static String column(String name) {
        return PLAIN_COLUMN.matcher(name).matches()
                ? name
                : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /**
     * Returns the fewest digits that read back as the number. {@code Double.toString} would not do: its digits changed
     * in Java 19, and a pipeline must have the same text, and so the same hash, on every Java.
     */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("an argument of a feature must be finite, found " + value);
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; ; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros().toString();
            }
        }
    }
}
