package io.forecastj.data;

import io.forecastj.PublishedValue;
import io.forecastj.TimeSeries;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the last known row of a series at times that do not decrease.
 *
 * <p>A row is known from its own time on, or from the first publication of a value of it if that is later. A value that
 * has been published stays known, so one pass over the rows in the order of these times is enough.
 */
final class LastKnown {
    private static final int NONE = -1;

    /** The rows that are known at some time, the earliest of these first. */
    private final int[] order;

    private final long[] since;
    private int next;
    private int last = NONE;

    private LastKnown(int[] order, long[] since) {
        this.order = order;
        this.since = since;
    }

    /** Returns the search for the last row of which a value is known; without publication times, for the last row. */
    static LastKnown row(TimeSeries series) {
        boolean published = series.vintageColumns().size() == series.columns().size();
        long[] since = new long[series.length()];
        for (int row = 0; row < since.length; row++) {
            since[row] = series.timestamp(row);
            if (published) {
                long first = Long.MAX_VALUE;
                for (String column : series.columns()) {
                    first = Math.min(first, firstPublication(series, row, column));
                }
                since[row] = Math.max(since[row], first);
            }
        }
        return of(since);
    }

    /** Returns the search for the last row of which the value of a column is known and not missing. */
    static LastKnown value(TimeSeries series, int column) {
        String name = series.columns().get(column);
        boolean published = series.vintageColumns().contains(name);
        long[] since = new long[series.length()];
        for (int row = 0; row < since.length; row++) {
            long known = published
                    ? firstPublication(series, row, name)
                    : Double.isNaN(series.value(row, column)) ? Long.MAX_VALUE : series.timestamp(row);
            since[row] = Math.max(series.timestamp(row), known);
        }
        return of(since);
    }

    private static long firstPublication(TimeSeries series, int row, String column) {
        List<PublishedValue> all = series.publications(row, column);
        return all.isEmpty() ? Long.MAX_VALUE : all.get(0).published().toEpochMilli();
    }

    private static LastKnown of(long[] since) {
        boolean sorted = IntStream.range(1, since.length).allMatch(row -> since[row - 1] <= since[row]);
        IntStream known = IntStream.range(0, since.length).filter(row -> since[row] < Long.MAX_VALUE);
        int[] order = sorted
                ? known.toArray()
                : known.boxed()
                        .sorted(Comparator.comparingLong(row -> since[row]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        return new LastKnown(order, since);
    }

    /** Returns the last row that is known at a time, which must not be before that of the last call, or -1. */
    int at(long time) {
        while (next < order.length && since[order[next]] <= time) {
            last = Math.max(last, order[next++]);
        }
        return last;
    }
}
