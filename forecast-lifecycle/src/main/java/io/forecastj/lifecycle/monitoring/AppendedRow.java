package io.forecastj.lifecycle.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The row that a session received last, read while it is appended: one object for all rows, so that none is allocated
 * for a row. Not thread-safe.
 */
final class AppendedRow implements RowValues, Consumer<SeriesLog> {
    private final List<String> columns;
    private final List<ScoredForecast> scored = new ArrayList<>(0);
    private double[] values = {};
    private long time;

    AppendedRow(List<String> columns) {
        this.columns = columns;
    }

    AppendedRow of(long newTime, double[] row) {
        this.time = newTime;
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

    @Override
    public void accept(SeriesLog log) {
        log.observe(time, this, scored);
    }

    /** The steps that the row has scored, to be cleared before the next one. */
    List<ScoredForecast> scored() {
        return scored;
    }
}
