package io.forecastj.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The decimal mark and the separator of thousands in the first rows of a file.
 *
 * @param decimal the decimal mark
 * @param thousands the separator, or {@link NumberDialect#NONE}
 * @param open whether nothing shows the decimal mark
 */
record MarkGuess(char decimal, char thousands, boolean open) {
    private static final List<Character> DECIMALS = List.of('.', ',');
    private static final List<Character> THOUSANDS = List.of(NumberDialect.NONE, ',', '.', ' ', '\'');

    /** A number of the sample that two choices of marks read differently. */
    static final class Ambiguity {
        final String text;
        final String message;

        private Ambiguity(String text, String message) {
            this.text = text;
            this.message = message;
        }
    }

    /** The possible marks, and a number that they read differently, or null. */
    static final class Found {
        final @Nullable MarkGuess marks;
        final @Nullable Ambiguity ambiguity;

        private Found(@Nullable MarkGuess marks, @Nullable Ambiguity ambiguity) {
            this.marks = marks;
            this.ambiguity = ambiguity;
        }
    }

    /**
     * Finds the marks with which all numbers of the columns can be read.
     *
     * @param columns the fields of each column of numbers
     * @param set the options that are set
     * @param numbers the marks that are set, or the usual ones
     */
    static Found of(List<List<String>> columns, Dialect set, CsvNumbers numbers) {
        NumberDialect allowed = numbers.dialect();
        Map<List<Double>, MarkGuess> readings = new LinkedHashMap<>();
        boolean point = false;
        boolean comma = false;
        List<String> texts = new ArrayList<>();
        for (List<String> column : columns) {
            boolean all = !column.isEmpty() && column.stream().allMatch(NumberAdvice::isNumber);
            if (all) {
                texts.addAll(column);
            }
        }
        for (char decimal : set.decimal == null ? DECIMALS : List.of(set.decimal)) {
            for (char thousands : set.thousands == null ? THOUSANDS : List.of(set.thousands)) {
                List<Double> values = thousands == decimal ? null : values(texts, decimal, thousands, allowed);
                if (values != null) {
                    point |= decimal == '.';
                    comma |= decimal == ',';
                    readings.putIfAbsent(values, new MarkGuess(decimal, thousands, false));
                }
            }
        }
        List<MarkGuess> marks = List.copyOf(readings.values());
        if (marks.size() > 1) {
            return new Found(null, ambiguity(texts, List.copyOf(readings.keySet()), marks));
        }
        return new Found(
                marks.isEmpty() ? null : new MarkGuess(marks.get(0).decimal, marks.get(0).thousands, point && comma),
                null);
    }

    private static @Nullable List<Double> values(
            List<String> texts, char decimal, char thousands, NumberDialect allowed) {
        List<Double> values = new ArrayList<>(texts.size());
        for (String text : texts) {
            String plain =
                    NumberAdvice.widened(text, allowed, decimal, thousands).plain(text);
            if (plain == null) {
                return null;
            }
            values.add(Double.valueOf(plain));
        }
        return values;
    }

    private static Ambiguity ambiguity(List<String> texts, List<List<Double>> values, List<MarkGuess> marks) {
        MarkGuess one = marks.get(0);
        MarkGuess other = marks.get(1);
        int at = 0;
        while (values.get(0).get(at).equals(values.get(1).get(at))) {
            at++;
        }
        String message =
                " may be " + values.get(0).get(at) + " or " + values.get(1).get(at) + ", and the first lines"
                        + " leave it open: say which, by " + one.calls() + " or by " + other.calls();
        return new Ambiguity(texts.get(at), message);
    }

    private String calls() {
        String mark = "decimal(" + NumberAdvice.literal(decimal) + ")";
        return thousands == NumberDialect.NONE
                ? mark
                : mark + " and thousands(" + NumberAdvice.literal(thousands) + ")";
    }
}
