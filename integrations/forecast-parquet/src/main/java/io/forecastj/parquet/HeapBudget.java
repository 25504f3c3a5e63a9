package io.forecastj.parquet;

import io.forecastj.InvalidSeriesException;

/**
 * The heap that reading may take, half of the largest one. Sizes that a file claims are reserved here before anything
 * is allocated, so that a damaged or hostile file is refused and does not exhaust the heap.
 */
final class HeapBudget {
    private static final long MEGABYTE = 1 << 20;

    private final long limit;
    private long used;

    HeapBudget() {
        this(Runtime.getRuntime().maxMemory() / 2);
    }

    HeapBudget(long limit) {
        this.limit = limit;
    }

    /** Reserves heap or refuses the file. */
    void reserve(long bytes, String file, String what) {
        if (bytes < 0 || bytes > limit - used) {
            throw new InvalidSeriesException(file + ": " + what + " needs " + megabytes(bytes) + " of heap, beside "
                    + megabytes(used) + " in use and of " + megabytes(limit)
                    + " that reading may take (half of -Xmx): if"
                    + " the file is not damaged, read fewer columns, read with forEach, or give the JVM more memory");
        }
        used += bytes;
    }

    void release(long bytes) {
        used -= bytes;
    }

    private static String megabytes(long bytes) {
        return bytes < 0 ? "more than any number of bytes" : (bytes + MEGABYTE - 1) / MEGABYTE + " MB";
    }
}
