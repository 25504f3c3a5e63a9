package io.forecastj.backtest;

import io.forecastj.TimeSeries;

/** Values that were known at an origin, for naive forecasts. */
final class KnownValues {
    private KnownValues() {}

    /** Returns the value at an origin; that of the last row that has one if it is published later. */
    static double last(TimeSeries series, int origin, int column) {
        return last(series, origin, origin, 1, column);
    }

    /**
     * Returns the value of a row as it was known at an origin. If the column has publication times and the value was
     * published later, it is that of an earlier row, a whole number of seasons before; otherwise a missing value stays
     * missing.
     *
     * @param row the row; there may be none, with an index below 0
     * @return the value, or NaN
     */
    static double last(TimeSeries series, int origin, int row, int season, int column) {
        if (row < 0) {
            return Double.NaN;
        }
        if (!series.hasVintages()) {
            return series.value(row, column);
        }
        long known = series.timestamp(origin);
        boolean published = series.vintageColumns().contains(series.columns().get(column));
        int at = row;
        while (published && at >= season && Double.isNaN(series.valueAsOf(at, column, known))) {
            at -= season;
        }
        return series.valueAsOf(at, column, known);
    }
}
