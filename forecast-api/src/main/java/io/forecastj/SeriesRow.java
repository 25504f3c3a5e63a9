package io.forecastj;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One row of a series, whose values are read by the names of the columns.
 *
 * <p>Immutable and thread-safe. A view of the series, which it keeps in memory.
 *
 * @param series the series
 * @param row the row's number in the series, from 0
 */
public record SeriesRow(TimeSeries series, int row) {
    /**
     * Checks that the series has this row.
     *
     * @param series the series
     * @param row the row's number
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public SeriesRow {
        Objects.checkIndex(row, series.length());
    }

    /** {@return the time} */
    public Instant time() {
        return series.time(row);
    }

    /** {@return the time in milliseconds since 1970-01-01T00:00Z} */
    public long timestamp() {
        return series.timestamp(row);
    }

    /**
     * Returns the value of a column.
     *
     * @param column the column's name
     * @return the value, NaN if it is missing
     * @throws InvalidSeriesException if there is no such column
     */
    public double value(String column) {
        return series.value(row, column);
    }

    /**
     * Returns the value of a column some rows before this one, as for a lag or a change.
     *
     * @param column the column's name
     * @param rowsBefore the number of rows before this one, at least 0
     * @return the value, NaN if it is missing or the series starts later
     * @throws InvalidSeriesException if there is no such column
     * @throws IllegalArgumentException if {@code rowsBefore < 0}
     */
    public double value(String column, int rowsBefore) {
        int index = series.columnIndex(column);
        int from = row - RangeChecks.atLeast(0, "rowsBefore", rowsBefore);
        return from < 0 ? Double.NaN : series.value(from, index);
    }

    /**
     * Returns the values in the order of the columns.
     *
     * @return a new array
     */
    public double[] values() {
        double[] values = new double[series.columns().size()];
        for (int c = 0; c < values.length; c++) {
            values[c] = series.value(row, c);
        }
        return values;
    }

    /**
     * Returns the values by column name.
     *
     * @return the values in the order of the columns, NaN for a missing one; unmodifiable
     */
    public Map<String, Double> toMap() {
        Map<String, Double> byName = new LinkedHashMap<>();
        for (int c = 0; c < series.columns().size(); c++) {
            byName.put(series.columns().get(c), series.value(row, c));
        }
        return Collections.unmodifiableMap(byName);
    }

    @Override
    public String toString() {
        return time() + " " + toMap();
    }
}
