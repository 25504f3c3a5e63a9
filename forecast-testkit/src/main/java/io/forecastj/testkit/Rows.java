package io.forecastj.testkit;

import io.forecastj.ColumnRole;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.util.List;

/** Cuts and copies series for the contracts. */
final class Rows {
    private Rows() {}

    /** The values of a row, in the order of the columns. */
    static double[] of(TimeSeries series, int at) {
        double[] row = new double[series.columns().size()];
        for (int c = 0; c < row.length; c++) {
            row[c] = series.value(at, c);
        }
        return row;
    }

    /** A series of the same id, attributes and rows that shares nothing with the given one. */
    static TimeSeries copy(TimeSeries series) {
        return replaced(series, series.length());
    }

    /** A copy in which the rows from a given one on have the values of the first row, at their own times. */
    static TimeSeries replaced(TimeSeries series, int from) {
        return replaced(series, series.id(), from);
    }

    /** A copy of another id. */
    static TimeSeries named(TimeSeries series, String id) {
        return replaced(series, id, series.length());
    }

    private static TimeSeries replaced(TimeSeries series, String id, int from) {
        TimeSeries.Builder copy = TimeSeries.builder(series.columns()).id(id).zone(series.zone());
        Sampling declared = series.declaredSampling();
        if (declared != null) {
            copy.sampling(declared);
        }
        series.attributes().forEach(copy::attribute);
        for (int i = 0; i < series.length(); i++) {
            copy.add(series.timestamp(i), of(series, i < from ? i : 0));
        }
        return copy.build();
    }

    /** A series without one column, or a series of no use if it has no other column. */
    static TimeSeries without(TimeSeries series, String column) {
        List<String> others =
                series.columns().stream().filter(name -> !name.equals(column)).toList();
        if (!others.isEmpty()) {
            return series.select(others.toArray(String[]::new));
        }
        TimeSeries.Builder unrelated = TimeSeries.builder("unrelated").id(series.id());
        for (int i = 0; i < series.length(); i++) {
            unrelated.add(series.timestamp(i), series.value(i, 0));
        }
        return unrelated.build();
    }

    /** The known-future columns of the steps after a number of rows; empty if the predictor needs none. */
    static TimeSeries future(PredictorInfo info, TimeSeries series, int after) {
        List<String> known = info.columns(ColumnRole.KNOWN_FUTURE);
        return known.isEmpty()
                ? TimeSeries.empty()
                : series.slice(after, Math.min(series.length(), after + info.horizon()))
                        .select(known.toArray(String[]::new));
    }
}
