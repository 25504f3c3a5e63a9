package io.forecastj.parquet;

import io.forecastj.TimeSeries;
import io.forecastj.data.SeriesRows;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands each series over when the next one begins, or keeps all until the end. */
final class SeriesSink {
    /** The heap of a number, twice, since arrays grow by doubling and are copied at the end. */
    private static final long HEAP_PER_NUMBER = 2 * Double.BYTES;

    private final SeriesRows rows;
    private final @Nullable Consumer<TimeSeries> consumer;
    private final HeapBudget budget;
    private final String source;
    private final long heapPerRow;
    private @Nullable String current;
    private boolean started;
    private long heap;

    /**
     * Makes a sink.
     *
     * @param numbers the numbers of a row beside its time
     */
    SeriesSink(SeriesRows rows, int numbers, @Nullable Consumer<TimeSeries> consumer, HeapBudget budget, Path source) {
        this.rows = rows;
        this.consumer = consumer;
        this.budget = budget;
        this.source = source.toString();
        this.heapPerRow = (numbers + 1) * HEAP_PER_NUMBER;
    }

    /** Selects the series of the next row. */
    void series(@Nullable String id) {
        if (started && consumer != null && !Objects.equals(id, current)) {
            consumer.accept(rows.take());
            budget.release(heap);
            heap = 0;
        }
        started = true;
        current = id;
        rows.series(id);
    }

    /** Counts rows that have been added; those of a series that has been handed over need no heap any more. */
    void added(int count) {
        budget.reserve(count * heapPerRow, source, "holding " + rows.count() + " rows");
        heap += count * heapPerRow;
    }

    /** Hands the last series over. */
    void finish() {
        if (consumer != null && rows.count() > 0) {
            consumer.accept(rows.take());
        }
    }
}
