package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import java.util.Arrays;

/** Spans of time, each the slot of a row, in order and without overlap. Not thread-safe. */
final class SlotSpans {
    /** More than this would be a mistake in the spacing. */
    private static final int MOST = 100_000_000;

    private long[] starts = new long[64];
    private long[] ends = new long[64];
    private int size;

    void add(long start, long end) {
        if (size == MOST) {
            throw new InvalidSeriesException(
                    "resampling would make more than " + MOST + " rows; give a longer spacing to resample");
        }
        if (size == starts.length) {
            int larger = (int) Math.min(MOST, 2L * size);
            starts = Arrays.copyOf(starts, larger);
            ends = Arrays.copyOf(ends, larger);
        }
        starts[size] = start;
        ends[size++] = end;
    }

    int size() {
        return size;
    }

    long start(int slot) {
        return starts[slot];
    }

    long end(int slot) {
        return ends[slot];
    }
}
