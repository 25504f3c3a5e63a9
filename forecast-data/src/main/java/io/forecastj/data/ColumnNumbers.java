package io.forecastj.data;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a column in the first lines of a file.
 *
 * @param calls the calls without which they are not read, such as {@code percentages()}
 * @param missing texts in place of missing ones that are not read without options
 */
record ColumnNumbers(Set<String> calls, Set<String> missing) {
    private static final String CURRENCY = "currency(\"";

    /**
     * Returns the numbers of a column, or null if it has texts.
     *
     * @param texts the fields of the column
     * @param numbers the numbers that are read so far
     * @param marks texts that mean a missing value beside numbers
     */
    static @Nullable ColumnNumbers of(List<String> texts, CsvNumbers numbers, Set<String> marks) {
        Set<String> calls = new LinkedHashSet<>();
        Set<String> missing = new LinkedHashSet<>();
        boolean any = false;
        for (String text : texts) {
            if (numbers.missing().contains(text)) {
                continue;
            }
            if (marks.contains(text)) {
                missing.add(text);
                continue;
            }
            if (!numbers.accepts(text)) {
                Map<Double, List<String>> readings = NumberAdvice.readings(text, numbers.dialect());
                if (readings.size() != 1) {
                    return null;
                }
                calls.addAll(readings.values().iterator().next());
            }
            any = true;
        }
        return any || missing.isEmpty() ? new ColumnNumbers(calls, missing) : null;
    }

    /** Adds a call that {@link #calls} has. */
    static ReadingPlan with(ReadingPlan plan, String call) {
        if (call.startsWith(CURRENCY)) {
            String sign = call.substring(CURRENCY.length(), call.length() - 2);
            return plan.with(call, reading -> reading.currency(sign));
        }
        return switch (call) {
            case "percentages()" -> plan.with(call, CsvReading::percentages);
            case "suffixes()" -> plan.with(call, CsvReading::suffixes);
            case "parentheses()" -> plan.with(call, CsvReading::parentheses);
            default -> plan; // marks of one column that others contradict
        };
    }
}
