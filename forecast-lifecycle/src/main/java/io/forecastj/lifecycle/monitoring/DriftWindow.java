package io.forecastj.lifecycle.monitoring;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts of the last live rows: in blocks, of which the oldest is dropped when one is full. Thread-safe; a lock is
 * taken only when a block is full.
 */
final class DriftWindow {
    private static final int BLOCKS = 8;

    private final InputProfile profile;
    private final long rowsOfBlock;
    private final Deque<DriftBlock> full = new ArrayDeque<>();
    private final AtomicLong rows = new AtomicLong();
    private volatile DriftBlock current;

    DriftWindow(InputProfile profile, int rows) {
        this.profile = profile;
        this.rowsOfBlock = Math.max(1, (rows + BLOCKS - 1) / BLOCKS);
        this.current = new DriftBlock(profile);
    }

    /** Returns the block that the next row is counted in. */
    DriftBlock next() {
        DriftBlock block = current;
        if (rows.incrementAndGet() % rowsOfBlock == 0) {
            replace();
        }
        return block;
    }

    /** A thread that still counts in the old block is not lost, since that one is summed up as well. */
    private synchronized void replace() {
        full.addLast(current);
        if (full.size() > BLOCKS) {
            full.removeFirst();
        }
        current = new DriftBlock(profile);
    }

    synchronized InputSketch sketch() {
        InputSketch sum = current.sketch();
        for (DriftBlock block : full) {
            sum = sum.merge(block.sketch());
        }
        return sum;
    }
}
