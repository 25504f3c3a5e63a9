package io.forecastj.data;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses numbers as files have them; fewer forms than Java's literals are allowed. */
record CsvNumbers(Set<String> missing, NumberDialect dialect) {
    /** Parses a number; a text for a missing value becomes NaN. */
    double parse(String text, CsvPosition at) {
        String trimmed = Blanks.strip(text);
        if (missing.contains(trimmed)) {
            return Double.NaN;
        }
        String plain = inPlainForm(trimmed);
        if (plain == null) {
            throw refusal(text, at);
        }
        double value = Double.parseDouble(plain);
        if (Double.isInfinite(value)) {
            throw at.error(CsvPosition.quote(text) + " is too large for a double");
        }
        return value;
    }

    /** Returns whether each text that is a decimal number has its usual value, and marks no missing one. */
    boolean ordinary() {
        for (String mark : missing) {
            if (plain(mark)) {
                return false;
            }
        }
        return dialect.keepsPlain();
    }

    /** Returns whether a text is a number or a mark of a missing one. */
    boolean accepts(String text) {
        String trimmed = Blanks.strip(text);
        return missing.contains(trimmed) || inPlainForm(trimmed) != null;
    }

    private @Nullable String inPlainForm(String trimmed) {
        return dialect.keepsPlain() && plain(trimmed) ? trimmed : dialect.plain(trimmed);
    }

    /**
     * Returns whether a text is a decimal number: sign, digits with at most one point, exponent. {@link
     * Double#parseDouble} would also accept {@code 1d}, {@code 0x1p3} and {@code Infinity}.
     */
    static boolean plain(String text) {
        int at = sign(text, 0);
        int digits = 0;
        boolean point = false;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (digit(c)) {
                digits++;
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        return digits > 0 && (at == text.length() || exponent(text, at));
    }

    static boolean exponent(String text, int from) {
        char c = text.charAt(from);
        int at = sign(text, from + 1);
        boolean digits = (c == 'e' || c == 'E') && at < text.length();
        for (; digits && at < text.length(); at++) {
            digits = digit(text.charAt(at));
        }
        return digits;
    }

    private static int sign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
    }

    static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private RuntimeException refusal(String text, CsvPosition at) {
        String quoted = CsvPosition.quote(text);
        String bare = Blanks.strip(text).replaceFirst("^[+-]", "");
        if (bare.equalsIgnoreCase("inf") || bare.equalsIgnoreCase("infinity")) {
            return at.error(quoted + " is infinite; leave the field empty for a missing value");
        }
        if (Blanks.strip(text).isEmpty()) {
            return at.error("the field is empty, and missing(...) does not name the empty text");
        }
        String advice = NumberAdvice.of(Blanks.strip(text), dialect);
        if (!advice.isEmpty()) {
            return at.error(quoted + advice);
        }
        return at.error(quoted + " is not a number; name the columns to read with columns(...), "
                + "or the text for a missing value with missing(...)");
    }
}
