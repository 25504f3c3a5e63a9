package io.forecastj.backtest.splits;

import java.util.stream.IntStream;

/**
 * Range of rows, half open.
 *
 * <p>Immutable and thread-safe.
 *
 * @param from the first row
 * @param to the row after the last one
 */
public record RowRange(int from, int to) {
    /**
     * Checks the range.
     *
     * @param from the first row, at least 0
     * @param to the row after the last one, above {@code from}
     * @throws IllegalArgumentException if {@code from < 0} or {@code to <= from}
     */
    public RowRange {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("expected 0 <= from < to, found " + from + " to " + to);
        }
    }

    /** {@return the number of rows} */
    public int length() {
        return to - from;
    }

    IntStream rows() {
        return IntStream.range(from, to);
    }
}
