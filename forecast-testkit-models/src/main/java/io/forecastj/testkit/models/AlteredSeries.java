package io.forecastj.testkit.models;

import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.function.IntFunction;

/** Copies series with other values for the contract of features. */
final class AlteredSeries {
    private AlteredSeries() {}

    /** The values of a row, in the order of the columns. */
    static double[] of(TimeSeries series, int at) {
        double[] row = new double[series.columns().size()];
        for (int c = 0; c < row.length; c++) {
            row[c] = series.value(at, c);
        }
        return row;
    }

    /** A row of missing values. */
    static double[] missing(TimeSeries series) {
        double[] row = new double[series.columns().size()];
        Arrays.fill(row, Double.NaN);
        return row;
    }

    /** A copy with the same times and other values. */
    static TimeSeries with(TimeSeries series, IntFunction<double[]> values) {
        TimeSeries.Builder copy = TimeSeries.builder(series.columns()).id(series.id());
        series.attributes().forEach(copy::attribute);
        for (int r = 0; r < series.length(); r++) {
            copy.add(series.timestamp(r), values.apply(r));
        }
        return copy.build();
    }

    /** A copy in which one row has other values. */
    static TimeSeries with(TimeSeries series, int row, double[] values) {
        return with(series, r -> r == row ? values : of(series, r));
    }

    /** A copy with missing rows, rows of zeros and a stretch of equal rows. */
    static TimeSeries rough(TimeSeries series) {
        int still = series.length() / 3;
        return with(series, r -> {
            if (r % 17 == 16) {
                return missing(series);
            }
            if (r % 23 == 22) {
                return new double[series.columns().size()];
            }
            return of(series, r > still && r < still + 12 ? still : r);
        });
    }
}
