package io.forecastj.lifecycle.monitoring;

import io.forecastj.TimeSeries;

/** The values of one row of a series after another. */
final class SeriesRowValues implements RowValues {
    private final TimeSeries series;
    private int row;

    SeriesRowValues(TimeSeries series) {
        this.series = series;
    }

    void at(int newRow) {
        this.row = newRow;
    }

    @Override
    public double value(String column) {
        return series.hasColumn(column) ? series.value(row, column) : Double.NaN;
    }

    @Override
    public Iterable<String> columns() {
        return series.columns();
    }
}
