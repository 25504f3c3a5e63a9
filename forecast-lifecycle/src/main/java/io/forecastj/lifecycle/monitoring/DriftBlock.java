package io.forecastj.lifecycle.monitoring;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/** Counts of some successive live rows. Thread-safe, without a lock. */
final class DriftBlock {
    private final InputProfile profile;
    /** First indices of the numbers of a column: its rows, its missing values, its bins. */
    private final int[] starts;

    private final AtomicLongArray numbers;

    DriftBlock(InputProfile profile) {
        this.profile = profile;
        int columns = profile.bins().size();
        this.starts = new int[columns + 1];
        for (int c = 0; c < columns; c++) {
            starts[c + 1] = starts[c] + 2 + profile.bins().get(c).counts().length;
        }
        this.numbers = new AtomicLongArray(starts[columns]);
    }

    /** Counts a row's value of a column; {@code watched} is it or its difference, NaN if that is not known. */
    void count(int column, double value, double watched) {
        int start = starts[column];
        numbers.getAndIncrement(start);
        if (Double.isNaN(value)) {
            numbers.getAndIncrement(start + 1);
        } else if (Double.isFinite(watched)) {
            numbers.getAndIncrement(start + 2 + profile.bins().get(column).bin(watched));
        }
    }

    InputSketch sketch() {
        int columns = starts.length - 1;
        long[] rows = new long[columns];
        long[] missing = new long[columns];
        long[][] counts = new long[columns][];
        for (int c = 0; c < columns; c++) {
            int start = starts[c];
            // in this order, since a row that is counted meanwhile must not have more values than rows
            counts[c] = IntStream.range(start + 2, starts[c + 1])
                    .mapToLong(numbers::get)
                    .toArray();
            missing[c] = numbers.get(start + 1);
            rows[c] = numbers.get(start);
        }
        return new InputSketch(profile, rows, missing, counts);
    }
}
