package io.forecastj;

import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes series of plain arrays, maps and lists, and the other way. */
final class PlainSeries {
    private PlainSeries() {}

    static TimeSeries of(String column, List<Instant> times, List<? extends @Nullable Number> values) {
        if (times.size() != values.size()) {
            throw new InvalidSeriesException("the column '" + column + "' has " + values.size()
                    + " values; expected one for each of the " + times.size() + " times");
        }
        TimeSeries.Builder series = TimeSeries.builder(column);
        for (int row = 0; row < times.size(); row++) {
            series.add(times.get(row), NamedRow.orMissing(values.get(row)));
        }
        return series.build();
    }

    static TimeSeries of(String column, Map<Instant, ? extends @Nullable Number> values) {
        TimeSeries.Builder series = TimeSeries.builder(column);
        new TreeMap<Instant, @Nullable Number>(values)
                .forEach((time, value) -> series.add(time, NamedRow.orMissing(value)));
        return series.build();
    }

    static TimeSeries of(long[] epochMillis, Map<String, double[]> columns) {
        columns.forEach((name, values) -> {
            if (values.length != epochMillis.length) {
                throw new InvalidSeriesException("the column '" + name + "' has " + values.length
                        + " values; expected one for each of the " + epochMillis.length + " times");
            }
        });
        TimeSeries.Builder series = TimeSeries.builder(List.copyOf(columns.keySet()));
        double[][] values = columns.values().toArray(double[][]::new);
        double[] row = new double[values.length];
        for (int r = 0; r < epochMillis.length; r++) {
            for (int c = 0; c < row.length; c++) {
                row[c] = values[c][r];
            }
            series.add(epochMillis[r], row);
        }
        return series.build();
    }

    static TimeSeries.Builder toBuilder(TimeSeries series) {
        Vintages.refuse(series, "a builder");
        TimeSeries.Builder builder =
                TimeSeries.builder(series.columns()).id(series.id()).zone(series.zone());
        Sampling declared = series.declaredSampling();
        if (declared != null) {
            builder.sampling(declared);
        }
        series.attributes().forEach(builder::attribute);
        series.rows().forEach(row -> builder.add(row.timestamp(), row.values()));
        return builder;
    }

    static List<Instant> times(TimeSeries series) {
        return IntStream.range(0, series.length()).mapToObj(series::time).toList();
    }

    static List<Double> toList(TimeSeries series, String column) {
        return Arrays.stream(series.values(column)).boxed().toList();
    }

    static SortedMap<Instant, Double> toMap(TimeSeries series, String column) {
        int index = series.columnIndex(column);
        SortedMap<Instant, Double> byTime = new TreeMap<>();
        for (int row = 0; row < series.length(); row++) {
            byTime.put(series.time(row), series.value(row, index));
        }
        return Collections.unmodifiableSortedMap(byTime);
    }

    /** The rows of a series as a list. */
    static final class Rows extends AbstractList<SeriesRow> implements RandomAccess {
        private final TimeSeries series;

        Rows(TimeSeries series) {
            this.series = series;
        }

        @Override
        public SeriesRow get(int index) {
            return new SeriesRow(series, index);
        }

        @Override
        public int size() {
            return series.length();
        }
    }
}
