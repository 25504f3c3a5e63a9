package io.forecastj.streams;

import io.forecastj.MessageText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a series: its time, and values by column. The key of its record is the id of the series.
 *
 * <p>Immutable and thread-safe, equal by value.
 */
public final class StreamRow implements StreamInput {
    private final long time;
    private final List<String> columns;
    private final double[] values;

    private StreamRow(long time, List<String> columns, double[] values) {
        this.time = time;
        this.columns = columns;
        this.values = values;
        if (new HashSet<>(columns).size() < columns.size()) {
            throw new IllegalArgumentException("a column is named twice in " + MessageText.list(columns));
        }
    }

    /**
     * Returns a row.
     *
     * @param time the time of the row; fractions of a millisecond are cut off
     * @param columns the names of the columns, each once; for rows without copying, the same unmodifiable list
     * @param values the value of each column in their order, NaN for a missing one; copied
     * @return the row
     * @throws IllegalArgumentException if the numbers of columns and values differ, or a column is named twice
     * @throws ArithmeticException if the time in milliseconds does not fit into a {@code long}
     */
    public static StreamRow of(Instant time, List<String> columns, double... values) {
        return of(time.toEpochMilli(), columns, values);
    }

    static StreamRow of(long epochMillis, List<String> columns, double... values) {
        if (columns.size() != values.length) {
            throw new IllegalArgumentException("expected a value for each of the columns " + MessageText.list(columns)
                    + ", found " + values.length + " values");
        }
        return new StreamRow(epochMillis, List.copyOf(columns), values.clone());
    }

    /**
     * Returns a row whose values have names.
     *
     * @param time the time of the row; fractions of a millisecond are cut off
     * @param values the values by column, NaN or null for a missing one; copied
     * @return the row
     * @throws ArithmeticException if the time in milliseconds does not fit into a {@code long}
     */
    public static StreamRow of(Instant time, Map<String, ? extends @Nullable Number> values) {
        List<String> columns = new ArrayList<>(values.size());
        double[] numbers = new double[values.size()];
        values.forEach((column, value) -> {
            numbers[columns.size()] = value == null ? Double.NaN : value.doubleValue();
            columns.add(column);
        });
        return new StreamRow(time.toEpochMilli(), List.copyOf(columns), numbers);
    }

    /** {@return the time of the row} */
    public Instant time() {
        return Instant.ofEpochMilli(time);
    }

    /** The time in milliseconds since 1970. */
    long epochMillis() {
        return time;
    }

    /** {@return the names of the columns, in the order in which they were given; unmodifiable} */
    public List<String> columns() {
        return columns;
    }

    /**
     * Returns a value.
     *
     * @param column the column
     * @return the value, NaN if it is missing
     * @throws IllegalArgumentException if the row has no such column
     */
    public double value(String column) {
        int at = columns.indexOf(column);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "the row has no column '" + column + "'; it has " + MessageText.list(columns));
        }
        return values[at];
    }

    /**
     * Returns the values of wanted columns.
     *
     * @throws IllegalArgumentException if one is absent or infinite
     */
    double[] values(List<String> wanted) {
        double[] chosen = new double[wanted.size()];
        for (int i = 0; i < chosen.length; i++) {
            int at = i < columns.size() && columns.get(i).equals(wanted.get(i)) ? i : columns.indexOf(wanted.get(i));
            if (at < 0) {
                throw new IllegalArgumentException("the row at " + time() + " has no column '" + wanted.get(i)
                        + "'; expected " + MessageText.list(wanted) + ", found " + MessageText.list(columns));
            }
            if (Double.isInfinite(values[at])) {
                throw new IllegalArgumentException("the row at " + time() + " has the infinite value " + values[at]
                        + " in column '" + wanted.get(i) + "'; use NaN for a missing value");
            }
            chosen[i] = values[at];
        }
        return chosen;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StreamRow that
                && time == that.time
                && columns.equals(that.columns)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(time) + columns.hashCode()) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("row at ").append(time());
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? ": " : ", ").append(columns.get(i)).append(' ').append(values[i]);
        }
        return text.toString();
    }
}
