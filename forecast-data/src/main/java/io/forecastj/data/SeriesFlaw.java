package io.forecastj.data;

import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One suspicious place of a series: its kind, where it is, what was found and what was expected.
 *
 * <p>Immutable and thread-safe.
 */
public final class SeriesFlaw {
    private final FlawKind kind;
    private final String column;
    private final int row;
    private final int rows;
    private final Instant time;
    private final double value;
    private final String expected;

    private SeriesFlaw(FlawKind kind, String column, int row, int rows, Instant time, double value, String expected) {
        this.kind = kind;
        this.column = column;
        this.row = row;
        this.rows = rows;
        this.time = time;
        this.value = value;
        this.expected = expected;
    }

    /** A flaw of one value, the first of some rows. */
    static SeriesFlaw of(FlawKind kind, TimeSeries series, String column, int row, int rows, String expected) {
        return new SeriesFlaw(kind, column, row, rows, series.time(row), series.value(row, column), expected);
    }

    /** A flaw of whole rows. */
    static SeriesFlaw of(FlawKind kind, TimeSeries series, int row, int rows, String expected) {
        return new SeriesFlaw(kind, "", row, rows, series.time(row), Double.NaN, expected);
    }

    /** {@return the kind of flaw} */
    public FlawKind kind() {
        return kind;
    }

    /** {@return the column, empty if the flaw is of whole rows} */
    public Optional<String> column() {
        return column.isEmpty() ? Optional.empty() : Optional.of(column);
    }

    /** {@return the first row of the flaw, from 0; of a gap the row after it} */
    public int row() {
        return row;
    }

    /** {@return the number of rows of the flaw; of a gap the number of absent ones} */
    public int rows() {
        return rows;
    }

    /** {@return the time of {@link #row()}} */
    public Instant time() {
        return time;
    }

    /** {@return the value found in the column, empty if it is missing or the flaw has no column} */
    public OptionalDouble value() {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** {@return what was expected, or what was found in its place, in a phrase} */
    public String expected() {
        return expected;
    }

    /** {@return what to do, by the kind of flaw} */
    public String advice() {
        return kind.advice();
    }

    @Override
    public String toString() {
        return kind + (column.isEmpty() ? "" : " '" + column + "'") + ", row " + row + " at " + time
                + (Double.isNaN(value) ? "" : ", value " + value) + ": " + expected;
    }
}
