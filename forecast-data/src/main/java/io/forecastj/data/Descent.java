package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import java.util.function.LongSupplier;

/** Follows a series whose second row is before its first, to find out whether the file has its newest row first. */
final class Descent {
    /** A file that changes its order later is refused with newestFirst() as well. */
    private static final int ENOUGH = 1_000;

    /** Rows that are more than chance where another column explains the order too. */
    private static final int SURE = 3;

    private final SeriesCollector series;
    private final RuntimeException refusal;
    private final boolean likely;
    private long last;
    private int rows = 2;

    /**
     * Begins with the second row.
     *
     * @param last the time of that row
     * @param refusal the refusal of that row if the file is not descending
     * @param likely whether nothing else explains the order
     */
    Descent(SeriesCollector series, long last, RuntimeException refusal, boolean likely) {
        this.series = series;
        this.last = last;
        this.refusal = refusal;
        this.likely = likely;
    }

    /** Takes a row; throws the refusal as soon as it is certain. */
    void take(SeriesCollector of, LongSupplier time) {
        if (of != series) {
            return;
        }
        long now;
        try {
            now = time.getAsLong();
        } catch (InvalidSeriesException e) {
            throw refusal;
        }
        if (now >= last) {
            throw refusal;
        }
        last = now;
        rows++;
        if (rows == ENOUGH) {
            throw refusal();
        }
    }

    /** Returns the refusal at the end of the file. */
    RuntimeException refusal() {
        if (!likely && rows < SURE) {
            return refusal;
        }
        return new InvalidSeriesException(refusal.getMessage() + ", or add newestFirst(), since each of the " + rows
                + " rows is before the one above it");
    }
}
