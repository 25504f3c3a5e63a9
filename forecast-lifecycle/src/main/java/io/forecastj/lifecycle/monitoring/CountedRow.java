package io.forecastj.lifecycle.monitoring;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The row that a session received last, while it is counted: one object for all rows, so that none is allocated for a
 * row. Not thread-safe.
 */
final class CountedRow implements Consumer<LiveSeries> {
    private final LiveRows rows;
    private final int[] places;
    private final @Nullable Long trainedTo;
    private double[] values = {};
    private long time;

    CountedRow(LiveRows rows, int[] places, @Nullable Long trainedTo) {
        this.rows = rows;
        this.places = places;
        this.trainedTo = trainedTo;
    }

    CountedRow of(long newTime, double[] row) {
        this.time = newTime;
        this.values = row;
        return this;
    }

    @Override
    public void accept(LiveSeries live) {
        if (time > live.lastTime()) {
            rows.take(live, time, places, values, trainedTo == null || time > trainedTo);
        }
    }
}
