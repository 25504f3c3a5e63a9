package io.forecastj;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes series of what was known at a time, and series with publication times. */
final class VintageEdits {
    private VintageEdits() {}

    static TimeSeries asOf(TimeSeries series, Instant known) {
        return withValues(series, millis(known)).withVintages(null);
    }

    static TimeSeries publishedBy(TimeSeries series, Instant time) {
        long known = millis(time);
        @Nullable VintageColumn[] columns = new VintageColumn[series.columns().size()];
        for (int c = 0; c < columns.length; c++) {
            VintageColumn published = series.vintageColumn(c);
            columns[c] = published == null ? null : published.upTo(series.firstRow(), series.length(), known);
        }
        return withValues(series, known).withVintages(Vintages.of(columns));
    }

    /** Returns a time in milliseconds; one beyond their range is its end, since no publication lies there. */
    private static long millis(Instant time) {
        try {
            return time.toEpochMilli();
        } catch (ArithmeticException e) {
            return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** Returns the series, with the first row at index 0, and the values known at a time. */
    private static TimeSeries withValues(TimeSeries series, long known) {
        TimeSeries start = series.fromStart();
        double[][] values = new double[start.columns().size()][];
        for (int c = 0; c < values.length; c++) {
            VintageColumn published = start.vintageColumn(c);
            values[c] = published == null ? start.shared(c) : published.asOf(0, start.length(), known);
        }
        return start.withColumns(start.columns(), values);
    }

    static TimeSeries publishedAfter(TimeSeries series, String column, Duration delay) {
        int index = series.columnIndex(column);
        if (series.vintageColumn(index) != null) {
            throw new InvalidSeriesException(
                    "the column '" + column + "' of " + series + " has publication times already");
        }
        TimeSeries start = series.fromStart();
        VintageColumn published =
                VintageColumn.after(start.sharedTimes(), start.shared(index), start.length(), delay.toMillis());
        Vintages others = start.vintagesFromStart();
        if (others != null) {
            return start.withVintages(others.with(index, published));
        }
        @Nullable VintageColumn[] columns = new VintageColumn[series.columns().size()];
        columns[index] = published;
        return start.withVintages(Vintages.of(columns));
    }

    /** Returns the publications of a series whose rows continue another one's, or null if neither has any. */
    static @Nullable Vintages followed(TimeSeries series, TimeSeries later) {
        if (!series.hasVintages() && !later.hasVintages()) {
            return null;
        }
        if (!List.copyOf(series.vintageColumns()).containsAll(later.vintageColumns())
                || !later.vintageColumns().containsAll(series.vintageColumns())) {
            throw new InvalidSeriesException(later + " cannot follow " + series
                    + ": they have publication times in different columns; set them with publishedAfter(...) or take"
                    + " the values known at a time with asOf(...)");
        }
        Vintages before = series.vintagesFromStart();
        Vintages after = later.vintagesFromStart();
        List<@Nullable VintageColumn> columns = new ArrayList<>();
        for (int c = 0; before != null && after != null && c < series.columns().size(); c++) {
            VintageColumn one = before.column(c);
            VintageColumn next = after.column(later.columnIndex(series.columns().get(c)));
            columns.add(
                    one == null || next == null
                            ? null
                            : one.first(series.length()).followedBy(next.first(later.length())));
        }
        return Vintages.of(columns.toArray(new VintageColumn[0]));
    }
}
