package io.forecastj.lifecycle.monitoring;

import java.util.List;

/** The row that a session received last, read while it is appended. Not thread-safe. */
final class AppendedRow implements RowValues {
    private final List<String> columns;
    private double[] values = {};

    AppendedRow(List<String> columns) {
        this.columns = columns;
    }

    AppendedRow of(double[] row) {
        this.values = row;
        return this;
    }

    @Override
    public double value(String column) {
        int at = columns.indexOf(column);
        return at < 0 ? Double.NaN : values[at];
    }

    @Override
    public Iterable<String> columns() {
        return columns;
    }
}
