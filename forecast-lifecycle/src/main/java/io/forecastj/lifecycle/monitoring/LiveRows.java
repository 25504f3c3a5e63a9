package io.forecastj.lifecycle.monitoring;

import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts each live row of each series once, for the drift of its values. Thread-safe. */
final class LiveRows {
    private final SeriesMap<LiveSeries> series;
    private final @Nullable DriftWindow drift;
    private final List<InputColumn> columns;
    private final int depth;
    private final int firstRows;
    private final LongAdder rows = new LongAdder();

    LiveRows(int maxSeries, @Nullable InputProfile profile, int driftRows, int firstRows) {
        this.firstRows = firstRows;
        this.drift = profile == null ? null : new DriftWindow(profile, driftRows);
        this.columns = profile == null ? List.of() : profile.bins();
        this.depth = profile == null ? 0 : profile.longestDifference();
        this.series = new SeriesMap<>(maxSeries, () -> new LiveSeries(depth, columns.size()));
    }

    @Nullable
    DriftWindow drift() {
        return drift;
    }

    /** The number of rows that were counted. */
    long count() {
        return rows.sum();
    }

    /** Returns the place of each watched column among others, -1 for one that is not there. */
    int[] places(List<String> names) {
        return columns.stream().mapToInt(column -> names.indexOf(column.name())).toArray();
    }

    /**
     * Takes the rows of a history that are later than those seen before.
     *
     * @param trainedTo the time of the last training row, null if it is not known; then only the last row of a history
     *     counts that is the first one of its series
     * @return the index of the first row that is later than those seen before; of the first history of a series that of
     *     one of its last rows, since no forecast waits for the others
     */
    int history(TimeSeries history, @Nullable Long trainedTo) {
        int[] from = {history.length()};
        series.with(history.id(), live -> from[0] = history(live, history, trainedTo));
        return from[0];
    }

    private int history(LiveSeries live, TimeSeries history, @Nullable Long trainedTo) {
        int length = history.length();
        if (length == 0 || history.timestamp(length - 1) <= live.lastTime()) {
            return length;
        }
        boolean fresh = live.lastTime() == Long.MIN_VALUE;
        int unseen = rowAfter(history, live.lastTime());
        int counted = unseen;
        if (fresh) {
            counted = trainedTo == null ? length - 1 : rowAfter(history, trainedTo);
        }
        int[] places = places(history.columns());
        double[] row = new double[history.columns().size()];
        for (int i = fresh ? Math.max(0, counted - Math.max(1, depth)) : unseen; i < length; i++) {
            for (int place : places) {
                if (place >= 0) {
                    row[place] = history.value(i, place);
                }
            }
            long time = history.timestamp(i);
            take(live, time, places, row, i >= counted && (trainedTo == null || time > trainedTo));
        }
        return fresh ? Math.max(0, length - firstRows) : unseen;
    }

    /** The first row later than a time. */
    private static int rowAfter(TimeSeries history, long time) {
        return history.rowAtOrBefore(Instant.ofEpochMilli(time)) + 1;
    }

    /** Takes a row that a session received, if it is later than those seen before. */
    void row(String id, CountedRow row) {
        series.with(id, row);
    }

    void take(LiveSeries live, long time, int[] places, double[] values, boolean counts) {
        live.advance(time);
        if (counts) {
            rows.increment();
        }
        if (drift == null) {
            return;
        }
        DriftBlock block = counts ? drift.next() : null;
        for (int c = 0; c < places.length; c++) {
            double value = places[c] < 0 ? Double.NaN : values[places[c]];
            live.set(c, value);
            if (block != null && places[c] >= 0) {
                int difference = columns.get(c).difference();
                block.count(c, value, difference == 0 ? value : value - live.before(c, difference));
            }
        }
    }
}
