package io.forecastj.models.ensemble;

import java.util.Arrays;

/** Parses the arguments in texts such as {@code ridge(10.0)}. */
final class Arguments {
    private Arguments() {}

    static String name(String text) {
        int bracket = text.indexOf('(');
        return bracket < 0 ? text : text.substring(0, bracket);
    }

    /** Returns the numbers in the brackets; none without brackets. */
    static double[] of(String text) {
        int bracket = text.indexOf('(');
        if (bracket < 0) {
            return new double[0];
        }
        if (!text.endsWith(")")) {
            throw new IllegalArgumentException("expected a closing bracket at the end of '" + text + "'");
        }
        try {
            return Arrays.stream(text.substring(bracket + 1, text.length() - 1).split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected numbers in the brackets of '" + text + "'", e);
        }
    }
}
