package io.forecastj;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The publications of those columns of a series that have some. */
final class Vintages {
    /** Null for a column whose values are known at the times of their rows. */
    private final @Nullable VintageColumn[] columns;

    private Vintages(@Nullable VintageColumn[] columns) {
        this.columns = columns;
    }

    /** Returns the publications, or null if no column has any. */
    static @Nullable Vintages of(@Nullable VintageColumn... columns) {
        return Arrays.stream(columns).allMatch(column -> column == null) ? null : new Vintages(columns.clone());
    }

    @Nullable
    VintageColumn column(int index) {
        return columns[index];
    }

    /** Returns the indices of the columns that have publications. */
    int[] indices() {
        return IntStream.range(0, columns.length)
                .filter(c -> columns[c] != null)
                .toArray();
    }

    /** Returns the publications of columns in another order; none for an index below 0. */
    @Nullable
    Vintages select(int... indices) {
        @Nullable VintageColumn[] chosen = new VintageColumn[indices.length];
        for (int c = 0; c < chosen.length; c++) {
            chosen[c] = indices[c] < 0 ? null : columns[indices[c]];
        }
        return of(chosen);
    }

    /** Returns the publications with a function applied to those of each column. */
    @Nullable
    Vintages each(UnaryOperator<VintageColumn> function) {
        @Nullable VintageColumn[] changed = new VintageColumn[columns.length];
        for (int c = 0; c < changed.length; c++) {
            VintageColumn column = columns[c];
            changed[c] = column == null ? null : function.apply(column);
        }
        return of(changed);
    }

    /** Returns the publications with others for one column. */
    Vintages with(int column, VintageColumn publications) {
        @Nullable VintageColumn[] changed = columns.clone();
        changed[column] = publications;
        return new Vintages(changed);
    }

    /** Returns the publications of a row's value in order of time. */
    List<PublishedValue> publications(int row, int column) {
        VintageColumn found = columns[column];
        List<PublishedValue> all = new ArrayList<>();
        for (int i = 0; found != null && i < found.count(row); i++) {
            all.add(new PublishedValue(Instant.ofEpochMilli(found.published(row, i)), found.value(row, i)));
        }
        return List.copyOf(all);
    }

    /** Returns whether some rows have the same publications as others; both may be null. */
    static boolean same(@Nullable Vintages a, int aFrom, @Nullable Vintages b, int bFrom, int rows) {
        if (a == null || b == null) {
            return a == b;
        }
        boolean same = a.columns.length == b.columns.length;
        for (int c = 0; same && c < a.columns.length; c++) {
            VintageColumn one = a.columns[c];
            VintageColumn other = b.columns[c];
            same = one == null || other == null ? one == other : one.same(aFrom, other, bFrom, rows);
        }
        return same;
    }

    /** Refuses a series with publications for an operation that would mix what was known at different times. */
    static void refuse(TimeSeries series, String operation) {
        if (series.hasVintages()) {
            throw new InvalidSeriesException(operation + " would mix what was known at different times: " + series
                    + " has publication times in " + MessageText.list(series.vintageColumns())
                    + ". Take the values known at a time with asOf(...), or select(...) the other columns first");
        }
    }
}
