package io.forecastj.data;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Marks of numbers that options allow.
 *
 * @param decimal the decimal mark
 * @param thousands the separator between groups of three digits, or {@link #NONE}
 * @param percentages whether a number may end with a percent sign, which divides it by 100
 * @param currency the signs that may be before or after a number
 * @param suffixes whether a number may end with K, M, B or T
 * @param parentheses whether a number in parentheses is negative
 * @param open whether the decimal mark is not known, so that a number that depends on it is refused
 */
record NumberDialect(
        char decimal,
        char thousands,
        boolean percentages,
        List<String> currency,
        boolean suffixes,
        boolean parentheses,
        boolean open) {
    static final char NONE = '\0';

    /** The numbers that are read without options. */
    static final NumberDialect PLAIN = new NumberDialect('.', NONE, false, List.of(), false, false, false);

    private static final char MINUS = '\u2212';
    private static final String SUFFIXES = "KMBT";
    private static final int GROUP = 3;

    /** A form that is searched where the mark is open, made when it is first needed. */
    private static final class Groups {
        /** One mark before the last three digits, which may be decimal or not. */
        static final Pattern FORM = Pattern.compile("(?<![\\d.,])[1-9]\\d{0,2}[.,]\\d{3}(?![\\d.,])");
    }

    /** Returns whether a text is a suffix of numbers. */
    static boolean isSuffix(String text) {
        return text.length() == 1 && SUFFIXES.contains(text);
    }

    /** Returns whether the value of a text depends on the decimal mark, as that of 1,234 does. */
    static boolean dependsOnMark(String text) {
        return Groups.FORM.matcher(text).find();
    }

    /** Returns whether every number that is plain already means the same with these marks. */
    boolean keepsPlain() {
        return decimal == '.' && !open;
    }

    /**
     * Writes a number in plain form, so that it is rounded once, by its conversion.
     *
     * @param text the number, without blanks around it
     * @return the number as {@link CsvNumbers#plain} has it, or null if it is none with these marks
     */
    @Nullable
    String plain(String text) {
        if (open && dependsOnMark(text)) {
            return null;
        }
        String rest = text;
        boolean negative = false;
        boolean signed = false;
        boolean paid = false;
        while (!rest.isEmpty()) {
            char first = rest.charAt(0);
            if (!signed && (first == '-' || first == '+' || first == MINUS)) {
                signed = true;
                negative = first != '+';
                rest = rest.substring(1);
            } else if (!signed && parentheses && first == '(' && rest.endsWith(")")) {
                signed = true;
                negative = true;
                rest = Blanks.strip(rest.substring(1, rest.length() - 1));
            } else {
                String without = paid ? rest : withoutCurrency(rest);
                if (without.length() == rest.length()) {
                    break;
                }
                paid = true;
                rest = Blanks.strip(without);
            }
        }
        int power = 0;
        char last = rest.isEmpty() ? ' ' : rest.charAt(rest.length() - 1);
        if (percentages && !paid && last == '%') {
            power = -2;
        } else if (suffixes) {
            power = GROUP * (SUFFIXES.indexOf(last) + 1);
        }
        if (power != 0) {
            rest = Blanks.strip(rest.substring(0, rest.length() - 1));
        }
        StringBuilder plain = new StringBuilder(rest.length() + 4);
        plain.append(negative ? "-" : "");
        if (!digits(rest, power == 0, plain)) {
            return null;
        }
        return power == 0 ? plain.toString() : plain.append('E').append(power).toString();
    }

    private String withoutCurrency(String text) {
        for (String sign : currency) {
            if (text.startsWith(sign)) {
                return text.substring(sign.length());
            }
            if (text.endsWith(sign)) {
                return text.substring(0, text.length() - sign.length());
            }
        }
        return text;
    }

    /** Appends the digits with a point and without separators; returns false if the text is no number. */
    private boolean digits(String text, boolean exponent, StringBuilder plain) {
        int begin = plain.length();
        int at = 0;
        int group = 0;
        boolean grouped = false;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (CsvNumbers.digit(c)) {
                plain.append(c);
                group++;
            } else if (separates(c)) {
                // 12,34 and 0,123 have decimal commas
                boolean begins = !grouped && group >= 1 && group <= GROUP && plain.charAt(begin) != '0';
                if (!begins && !(grouped && group == GROUP)) {
                    return false;
                }
                grouped = true;
                group = 0;
            } else {
                break;
            }
        }
        if (grouped && group != GROUP) {
            return false;
        }
        if (at < text.length() && text.charAt(at) == decimal) {
            plain.append('.');
            at++;
            for (; at < text.length() && CsvNumbers.digit(text.charAt(at)); at++) {
                plain.append(text.charAt(at));
                group++;
            }
        }
        boolean whole = at == text.length();
        plain.append(text, at, text.length());
        return group > 0 && (whole || (exponent && CsvNumbers.exponent(text, at)));
    }

    private boolean separates(char c) {
        return switch (thousands) {
            case NONE -> false;
            case ' ' -> c == ' ' || c == '\u00A0' || c == '\u202F' || c == '\u2009';
            case '\'' -> c == '\'' || c == '\u2019';
            default -> c == thousands;
        };
    }
}
