package io.forecastj;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the values of a row that are given by name into the order of the columns. */
final class NamedRow {
    private NamedRow() {}

    static double[] values(List<String> columns, Instant time, Map<String, ? extends @Nullable Number> row) {
        List<String> absent = new ArrayList<>(columns);
        absent.removeAll(row.keySet());
        List<String> unknown = new ArrayList<>(row.keySet());
        unknown.removeAll(columns);
        if (!absent.isEmpty() || !unknown.isEmpty()) {
            throw new InvalidSeriesException("the row at " + time
                    + (absent.isEmpty() ? "" : " lacks " + absent)
                    + (absent.isEmpty() || unknown.isEmpty() ? "" : " and")
                    + (unknown.isEmpty() ? "" : " has the unknown " + unknown)
                    + "; expected a value for each of " + columns + ", NaN for a missing one");
        }
        double[] values = new double[columns.size()];
        for (int c = 0; c < values.length; c++) {
            values[c] = orMissing(row.get(columns.get(c)));
        }
        return values;
    }

    /** Returns a value, NaN for null. */
    static double orMissing(@Nullable Number value) {
        return value == null ? Double.NaN : value.doubleValue();
    }
}
