package io.forecastj.market.files;

import io.forecastj.TimeSeries;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Stores the pages of a download of a gap as segments. Not thread-safe. */
final class SegmentWriter {
    /** About 700 KB, which every write replaces. */
    private static final int MOST_ROWS = 10_000;

    /** Small pages are written together; a process that is killed loses fewer bars than this. */
    private static final int ROWS_OF_A_WRITE = 1_000;

    private final SegmentFolder folder;
    private final long horizon;
    private BarSegment open;
    private int unwritten;

    /**
     * Starts at a gap.
     *
     * @param before the segment that ends where the gap starts, or null
     * @param horizon the time from which bars are not final and not stored
     */
    SegmentWriter(SegmentFolder folder, long from, @Nullable BarSegment before, long horizon) {
        this.folder = folder;
        this.horizon = horizon;
        this.open = before == null ? empty(from) : before;
    }

    private static BarSegment empty(long from) {
        return new BarSegment(from, from, TimeSeries.empty());
    }

    /** Adds bars, before which there are no others after those of the last call. */
    void add(TimeSeries page) {
        TimeSeries rows = BarSegment.between(page, open.to(), horizon);
        for (int at = 0; at < rows.length(); ) {
            if (open.bars().length() >= MOST_ROWS || !follows(rows)) {
                flush();
                open = empty(open.to());
            }
            int end = Math.min(rows.length(), at + MOST_ROWS - open.bars().length());
            open = open.until(rows.timestamp(end - 1) + 1, rows.slice(at, end));
            unwritten += end - at;
            at = end;
        }
        if (unwritten >= ROWS_OF_A_WRITE) {
            flush();
        }
    }

    /** Writes what was added. */
    void flush() {
        if (unwritten > 0) {
            folder.write(open);
            unwritten = 0;
        }
    }

    /** Returns whether rows have what is stored once for the whole segment. */
    private boolean follows(TimeSeries rows) {
        TimeSeries bars = open.bars();
        return bars.length() == 0
                || bars.zone().equals(rows.zone())
                        && bars.columns().equals(rows.columns())
                        && Objects.equals(bars.declaredSampling(), rows.declaredSampling());
    }

    /** Stores that there are no further bars up to a time. */
    void finish(long to) {
        long end = Math.min(to, horizon);
        if (end > open.to()) {
            open = open.until(end, TimeSeries.empty());
            unwritten++;
        }
        flush();
    }
}
