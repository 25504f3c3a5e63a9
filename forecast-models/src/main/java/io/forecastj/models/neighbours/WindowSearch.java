package io.forecastj.models.neighbours;

import java.util.Arrays;
import java.util.List;

/**
 * Compares all windows of training series with queries.
 *
 * <p>A distance follows from the sum of products of a query and a window. These sums are computed for a block of
 * windows at once, four rows of the query in each pass: the loops are such that a compiler uses vector instructions for
 * them, and their results do not depend on it. Holds only intermediate results; not thread-safe.
 */
final class WindowSearch {
    /** Number of windows in a block: its numbers fit into the first cache. */
    private static final int BLOCK = 512;

    private final double[] lane0;
    private final double[] lane1;
    private final double[] lane2;
    private final double[] lane3;
    private final double[] sums;

    WindowSearch(int lookback) {
        this.lane0 = new double[BLOCK + lookback];
        this.lane1 = new double[BLOCK + lookback];
        this.lane2 = new double[BLOCK + lookback];
        this.lane3 = new double[BLOCK + lookback];
        this.sums = new double[BLOCK + lookback];
    }

    /** Lets each query take its nearest windows of all series. A flat query takes none. */
    void search(List<MeasuredSeries> all, List<Query> queries) {
        for (int index = 0; index < all.size(); index++) {
            MeasuredSeries series = all.get(index);
            int windows = series.norms().length;
            for (int from = 0; from < windows; from += BLOCK) {
                load(series.values(), from);
                int count = Math.min(BLOCK, windows - from);
                for (int i = 0; i < queries.size(); i++) {
                    Query query = queries.get(i);
                    if (!query.flat()) {
                        int at = products(query.shape(), count);
                        query.offer(series, index, from, count, sums, at);
                    }
                }
            }
        }
    }

    /** Copies the rows of a block and of the windows that begin in it, into the n-th lane from the n-th row on. */
    private void load(double[] values, int from) {
        int rows = Math.min(lane0.length, values.length - from);
        System.arraycopy(values, from, lane0, 0, rows);
        System.arraycopy(values, from + 1, lane1, 0, rows - 1);
        System.arraycopy(values, from + 2, lane2, 0, rows - 2);
        // a window has two rows and one after it, at least
        System.arraycopy(values, from + 3, lane3, 0, rows - 3);
    }

    /**
     * Computes the sums of products of a query and each window of the block.
     *
     * @return the index of the first window's sum
     */
    private int products(double[] query, int count) {
        int rows = query.length;
        Arrays.fill(sums, 0, count, 0);
        int at = 0;
        int row = 0;
        for (; row < rows % 4; row++) {
            at = moved(at, row, count);
            add(query[row], at, at + count);
        }
        for (; row < rows; row += 4) {
            at = moved(at, row, count);
            add(query[row], query[row + 1], query[row + 2], query[row + 3], at, at + count);
        }
        return at;
    }

    /**
     * Moves the sums so that each lies at the index of the row that is multiplied next. With one index for all arrays
     * the loops below are vectorised, which they are not with a distance between the indices.
     */
    private int moved(int at, int to, int count) {
        if (at < to) {
            System.arraycopy(sums, at, sums, to, count);
        }
        return to;
    }

    private void add(double factor, int from, int to) {
        double[] out = sums;
        double[] v0 = lane0;
        for (int i = from; i < to; i++) {
            out[i] += factor * v0[i];
        }
    }

    private void add(double f0, double f1, double f2, double f3, int from, int to) {
        double[] out = sums;
        double[] v0 = lane0;
        double[] v1 = lane1;
        double[] v2 = lane2;
        double[] v3 = lane3;
        for (int i = from; i < to; i++) {
            out[i] += f0 * v0[i] + f1 * v1[i] + f2 * v2[i] + f3 * v3[i];
        }
    }
}
