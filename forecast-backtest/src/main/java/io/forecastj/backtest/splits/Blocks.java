package io.forecastj.backtest.splits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Blocks of rows that follow each other, and the training rows that some of them as test rows leave. */
final class Blocks {
    private final int[] labelEnds;
    private final int embargo;
    private final List<RowRange> blocks = new ArrayList<>();

    /** Cuts the rows into blocks whose lengths differ by at most one row, the longer ones first. */
    Blocks(int[] labelEnds, int count, int embargo) {
        this.labelEnds = labelEnds;
        this.embargo = embargo;
        int rows = labelEnds.length;
        if (rows < count) {
            throw new IllegalArgumentException("expected at least one row for each of " + count + " blocks, found "
                    + rows + " rows; use fewer blocks");
        }
        for (int row = 0; row < rows; row++) {
            if (labelEnds[row] < row) {
                throw new IllegalArgumentException("the label of row " + row + " ends before it, at " + labelEnds[row]);
            }
        }
        int from = 0;
        for (int block = 0; block < count; block++) {
            int to = from + rows / count + (block < rows % count ? 1 : 0);
            blocks.add(new RowRange(from, to));
            from = to;
        }
    }

    /** Makes the split that tests some blocks. */
    Split split(List<Integer> tested, List<Integer> paths) {
        List<RowRange> test = tested.stream().map(blocks::get).toList();
        boolean[] left = new boolean[labelEnds.length];
        Arrays.fill(left, true);
        test.forEach(block -> purge(block, left));
        return new Split(ranges(left), tested, test, paths);
    }

    /** Leaves out the rows whose labels overlap those of a test block, and the embargo after the last of these. */
    private void purge(RowRange block, boolean[] left) {
        int end = block.rows().map(row -> labelEnds[row]).max().orElseThrow();
        long last = Math.min(left.length - 1L, (long) end + embargo);
        for (int row = 0; row <= last; row++) {
            if (row >= block.from() || labelEnds[row] >= block.from()) {
                left[row] = false;
            }
        }
    }

    private static List<RowRange> ranges(boolean[] rows) {
        List<RowRange> ranges = new ArrayList<>();
        int from = 0;
        for (int row = 0; row <= rows.length; row++) {
            if (row == rows.length || !rows[row]) {
                if (row > from) {
                    ranges.add(new RowRange(from, row));
                }
                from = row + 1;
            }
        }
        return ranges;
    }

    static int embargo(int rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("an embargo must be at least 0 rows, found " + rows);
        }
        return rows;
    }
}
