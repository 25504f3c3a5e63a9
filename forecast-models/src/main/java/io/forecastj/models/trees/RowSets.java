package io.forecastj.models.trees;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Batches of rows through trees of many nodes: a node sends all rows that reach it left or right at once.
 *
 * <p>Rows are evaluated in blocks of 64, and a set of rows is a {@code long}. LightGBM splits at the bounds of a
 * feature's bins, 255 of them by default, so the nodes of a large model share few thresholds. For each threshold the
 * rows that go left are found once; a node then needs one AND instead of a comparison for each row. (Bits for the
 * outcomes of comparisons are the idea of Lucchese et al., QuickScorer, SIGIR 2015.) Rows of a batch reach much the
 * same nodes, so this is three times as fast for trees of 2,500 leaves; for small trees the sets cost more than they
 * save.
 *
 * <p>Immutable and thread-safe. Each row's sum adds the same leaves in the same order as in {@link FlatTrees}. A call
 * allocates its working tables: 128 bytes for each threshold and block, at most {@value #BLOCKS} blocks at a time.
 */
final class RowSets {
    /** Smallest batch; with fewer rows the sets cost more than they save. */
    static final int MIN_ROWS = 32;

    /** Largest number of thresholds, so that the working tables of a call take at most 2 MiB. */
    static final int MAX_CUTS = 1 << 14;

    /** Smallest number of nodes for each threshold, on average. */
    static final int MIN_SHARED = 8;

    private static final int ROWS = Long.SIZE;

    /** Number of blocks for which a tree is fetched once. */
    private static final int BLOCKS = 8;

    private final FlatTrees trees;
    private final int[] first; // each feature's first cut, and the end
    private final double[] cuts; // the thresholds, ascending within each feature
    private final int[] decision; // for each node: twice its cut, plus one if NaN goes left

    private RowSets(FlatTrees trees) {
        this.trees = trees;
        int[] feature = trees.feature;
        int features = Arrays.stream(feature).max().orElse(-1) + 1;
        int[] start = new int[features + 1];
        for (int f : feature) {
            start[f + 1]++;
        }
        for (int f = 0; f < features; f++) {
            start[f + 1] += start[f];
        }
        int[] next = start.clone();
        double[] thresholds = new double[feature.length];
        for (int node = 0; node < feature.length; node++) {
            thresholds[next[feature[node]]++] = trees.threshold[node];
        }
        first = new int[features + 1];
        int count = 0;
        for (int f = 0; f < features; f++) {
            first[f] = count;
            Arrays.sort(thresholds, start[f], start[f + 1]);
            for (int i = start[f]; i < start[f + 1]; i++) {
                if (i == start[f] || thresholds[i] != thresholds[i - 1]) {
                    thresholds[count++] = thresholds[i];
                }
            }
        }
        first[features] = count;
        cuts = Arrays.copyOf(thresholds, count);
        decision = new int[feature.length];
        for (int node = 0; node < feature.length; node++) {
            int cut = Arrays.binarySearch(cuts, first[feature[node]], first[feature[node] + 1], trees.threshold[node]);
            decision[node] = 2 * cut + ((trees.kind[node] & FlatTrees.NAN_LEFT) != 0 ? 1 : 0);
        }
    }

    /**
     * Prepares batches.
     *
     * @param trees the trees
     * @return the prepared form; null if a decision is not a plain comparison, or the nodes share too few thresholds
     */
    static @Nullable RowSets of(FlatTrees trees) {
        for (byte kind : trees.kind) {
            if ((kind & ~FlatTrees.NAN_LEFT) != 0) {
                return null;
            }
        }
        RowSets sets = new RowSets(trees);
        int most = Math.min(MAX_CUTS, trees.feature.length / MIN_SHARED);
        return sets.cuts.length <= most ? sets : null;
    }

    /**
     * Adds each row's leaves, tree after tree.
     *
     * @param rows the rows
     * @param out receives the outputs of each row, row after row
     */
    void add(double[][] rows, double[] out) {
        int most = Math.min(BLOCKS, (rows.length + ROWS - 1) / ROWS);
        long[][] left = new long[most][2 * cuts.length];
        // Rows that wait at a node are in no other set, and no set is empty; so there are at most as many sets as rows.
        long[] waiting = new long[ROWS];
        int[] at = new int[ROWS];
        for (int from = 0; from < rows.length; from += most * ROWS) {
            int blocks = Math.min(most, (rows.length - from + ROWS - 1) / ROWS);
            for (int b = 0; b < blocks; b++) {
                compare(rows, from + b * ROWS, left[b]);
            }
            for (int tree = 0; tree < trees.root.length; tree++) {
                for (int b = 0; b < blocks; b++) {
                    int begin = from + b * ROWS;
                    descend(tree, all(rows.length - begin), left[b], waiting, at, begin, out);
                }
            }
        }
    }

    private static long all(int rows) {
        return rows >= ROWS ? -1 : (1L << rows) - 1;
    }

    /** Finds the rows of a block that go left at each cut, without NaN and with NaN. */
    private void compare(double[][] rows, int from, long[] left) {
        Arrays.fill(left, 0);
        int count = Math.min(ROWS, rows.length - from);
        for (int f = 0; f < first.length - 1; f++) {
            int begin = first[f];
            int end = first[f + 1];
            long missing = 0;
            for (int r = 0; begin < end && r < count; r++) {
                double value = rows[from + r][f];
                if (Double.isNaN(value)) {
                    missing |= 1L << r;
                    continue;
                }
                int cut = Arrays.binarySearch(cuts, begin, end, value);
                cut = cut < 0 ? ~cut : cut;
                if (cut < end) {
                    left[2 * cut] |= 1L << r;
                }
            }
            long below = 0; // a row that goes left at a cut goes left at the next one too
            for (int cut = begin; cut < end; cut++) {
                below |= left[2 * cut];
                left[2 * cut] = below;
                left[2 * cut + 1] = below | missing;
            }
        }
    }

    private void descend(int tree, long all, long[] left, long[] waiting, int[] at, int from, double[] out) {
        int depth = 0;
        int node = trees.root[tree];
        long set = all;
        while (true) {
            while (node >= 0) {
                long goes = set & left[decision[node]];
                if (goes == set) {
                    node = trees.left[node];
                } else if (goes == 0) {
                    node = trees.right[node];
                } else {
                    at[depth] = trees.right[node];
                    waiting[depth++] = set ^ goes;
                    set = goes;
                    node = trees.left[node];
                }
            }
            addLeaf(trees.leaf[~node], set, from, tree % trees.outputs, out);
            if (depth == 0) {
                return;
            }
            node = at[--depth];
            set = waiting[depth];
        }
    }

    private void addLeaf(double leaf, long set, int from, int output, double[] out) {
        for (long rest = set; rest != 0; rest &= rest - 1) {
            int at = (from + Long.numberOfTrailingZeros(rest)) * trees.outputs + output;
            out[at] = trees.sums.add(out[at], leaf);
        }
    }
}
