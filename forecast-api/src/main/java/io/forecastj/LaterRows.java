package io.forecastj;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts rows of another series after those of a series. */
final class LaterRows {
    private LaterRows() {}

    static TimeSeries append(TimeSeries series, long epochMillis, double[] values) {
        Vintages.refuse(series, "appending a row");
        int length = series.length();
        long last = length == 0 ? Long.MIN_VALUE : series.timestamp(length - 1);
        PredictionSession.requireRow(series.columns(), last, epochMillis, values);
        double[][] row = new double[values.length][];
        for (int c = 0; c < row.length; c++) {
            row[c] = new double[] {values[c]};
        }
        return joined(series, new long[] {epochMillis}, row, series.declaredSampling());
    }

    static TimeSeries concat(TimeSeries series, TimeSeries later) {
        if (later.columns().isEmpty()) {
            return series;
        }
        if (series.columns().isEmpty()) {
            return later;
        }
        List<String> absent = new ArrayList<>(series.columns());
        absent.removeAll(later.columns());
        List<String> unknown = new ArrayList<>(later.columns());
        unknown.removeAll(series.columns());
        if (!absent.isEmpty() || !unknown.isEmpty()) {
            throw new InvalidSeriesException(later + " cannot follow " + series + ": it "
                    + (absent.isEmpty() ? "" : "lacks the columns " + absent)
                    + (absent.isEmpty() || unknown.isEmpty() ? "" : " and ")
                    + (unknown.isEmpty() ? "" : "has the columns " + unknown + " in addition")
                    + "; use select(...), rename(...) or with(...) first");
        }
        if (later.length() == 0) {
            return series;
        }
        int last = series.length() - 1;
        if (last >= 0 && later.timestamp(0) <= series.timestamp(last)) {
            throw new InvalidSeriesException(later + " starts at " + later.time(0) + ", not after the last row of "
                    + series + "; leave out its rows up to " + series.time(last));
        }
        double[][] values = series.columns().stream().map(later::values).toArray(double[][]::new);
        Sampling declared = series.declaredSampling();
        Sampling other = later.declaredSampling();
        boolean same = declared == null || other == null || Spacing.alike(declared, other);
        return joined(series, later.timestamps(), values, same ? declared : null)
                .withVintages(VintageEdits.followed(series, later));
    }

    private static TimeSeries joined(
            TimeSeries series, long[] laterTimes, double[][] later, @Nullable Sampling declared) {
        TimeSeries start = series.fromStart();
        int length = series.length();
        int rows = Math.addExact(length, laterTimes.length);
        long[] times = Arrays.copyOf(start.sharedTimes(), rows);
        System.arraycopy(laterTimes, 0, times, length, laterTimes.length);
        double[][] values = new double[later.length][];
        for (int c = 0; c < values.length; c++) {
            values[c] = Arrays.copyOf(start.shared(c), rows);
            System.arraycopy(later[c], 0, values[c], length, laterTimes.length);
        }
        return series.withRows(times, values, declared);
    }
}
