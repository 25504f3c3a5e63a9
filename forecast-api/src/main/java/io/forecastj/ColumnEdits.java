package io.forecastj;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Adds, replaces and renames columns of a series. The other columns are shared, not copied. */
final class ColumnEdits {
    private ColumnEdits() {}

    static TimeSeries with(TimeSeries series, String column, double[] values) {
        Objects.requireNonNull(column, "column");
        if (values.length != series.length()) {
            throw new InvalidSeriesException("the column '" + column + "' has " + values.length + " values; expected "
                    + series.length() + ", one for each row of " + series);
        }
        return replaced(series, column, values.clone());
    }

    static TimeSeries with(TimeSeries series, String column, ToDoubleFunction<SeriesRow> function) {
        Objects.requireNonNull(column, "column");
        Vintages.refuse(series, "computing the column '" + column + "'");
        double[] values = new double[series.length()];
        for (int row = 0; row < values.length; row++) {
            values[row] = function.applyAsDouble(new SeriesRow(series, row));
        }
        return replaced(series, column, values);
    }

    static TimeSeries map(TimeSeries series, String column, DoubleUnaryOperator function) {
        double[] values = series.values(column);
        for (int row = 0; row < values.length; row++) {
            if (!Double.isNaN(values[row])) {
                double before = values[row];
                values[row] = function.applyAsDouble(before);
                if (Double.isInfinite(values[row])) {
                    throw infinite(series, column, row, values[row] + ", made of " + before);
                }
            }
        }
        TimeSeries mapped = replaced(series, column, values);
        int index = series.columnIndex(column);
        VintageColumn published = series.vintageColumn(index);
        Vintages all = series.vintagesFromStart();
        return published == null || all == null
                ? mapped
                : mapped.withVintages(all.with(index, mapped(series, column, function, all.column(index))));
    }

    private static VintageColumn mapped(
            TimeSeries series, String column, DoubleUnaryOperator function, @Nullable VintageColumn published) {
        return Objects.requireNonNull(published).map(value -> {
            double result = function.applyAsDouble(value);
            if (!Double.isFinite(result)) {
                throw new InvalidSeriesException("the published value " + value + " in column '" + column + "' of "
                        + series + " gets the value " + result + "; expected a finite one");
            }
            return result;
        });
    }

    /** Returns the series with a column, whose values it keeps without a copy. */
    private static TimeSeries replaced(TimeSeries series, String column, double[] values) {
        for (int row = 0; row < values.length; row++) {
            if (Double.isInfinite(values[row])) {
                throw infinite(series, column, row, Double.toString(values[row]));
            }
        }
        TimeSeries rows = series.fromStart();
        List<String> names = new ArrayList<>(rows.columns());
        List<double[]> columns = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            columns.add(rows.shared(c));
        }
        int at = names.indexOf(column);
        if (at < 0) {
            names.add(column);
            columns.add(values);
        } else {
            columns.set(at, values);
        }
        Vintages vintages = rows.vintagesFromStart();
        int[] kept = IntStream.range(0, names.size())
                .map(c -> c == at || c == rows.columns().size() ? -1 : c)
                .toArray();
        return rows.withColumns(List.copyOf(names), columns.toArray(double[][]::new))
                .withVintages(vintages == null ? null : vintages.select(kept));
    }

    private static InvalidSeriesException infinite(TimeSeries series, String column, int row, String value) {
        return new InvalidSeriesException("row " + row + " at " + series.time(row) + " gets the infinite value " + value
                + " in column '" + column + "' of " + series + "; use NaN for a missing value");
    }

    static TimeSeries rename(TimeSeries series, String column, String name) {
        int index = series.columnIndex(column);
        List<String> names = new ArrayList<>(series.columns());
        names.set(index, Objects.requireNonNull(name, "name"));
        return renamed(series, names);
    }

    static TimeSeries rename(TimeSeries series, UnaryOperator<String> names) {
        return renamed(
                series,
                series.columns().stream()
                        .map(name -> Objects.requireNonNull(names.apply(name), "the new name of '" + name + "'"))
                        .toList());
    }

    private static TimeSeries renamed(TimeSeries series, List<String> names) {
        if (!names.isEmpty()) {
            TimeSeriesBuilder.requireColumns(names);
        }
        return series.named(List.copyOf(names));
    }
}
