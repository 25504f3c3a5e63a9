package io.forecastj.models.trees;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Batches of rows through trees of up to {@value LeafPlanes#MAX_LEAVES} leaves without a branch that depends on the
 * rows: {@link CutRanks} compares each value once with all thresholds of its feature, {@link LeafPlanes} finds the
 * leaves of 256 rows at once.
 *
 * <p>A comparison of a node costs a compiled tree little; the processor's wrong guesses of its outcome cost most of the
 * time on rows that it has not seen before. Here there is nothing to guess, and nothing to compile for a model.
 *
 * <p>Thread-safe, without a lock. Each row's sum adds the same leaves in the same order as in {@link FlatTrees}. The
 * working tables, 32 bytes for each distinct comparison, are kept for the next batch; further threads that evaluate
 * batches at the same time allocate their own.
 */
final class TreeBlocks {
    /** Smallest batch; a block costs almost as much with fewer rows. */
    static final int MIN_ROWS = 192;

    /**
     * Smallest number of nodes for each feature of a split, on average, with which this form is preferred to compiled
     * trees. To rank a value costs 4 to 5 ns here, and a node saves a tenth of a nanosecond.
     */
    static final int MIN_SHARED = 50;

    /** Largest number of comparisons, so that the working tables of a call take at most 1 MiB. */
    static final int MAX_CUTS = 1 << 15;

    private static final int ROWS = CutRanks.ROWS;

    /** Number of trees whose leaves are added at once. */
    private static final int TREES = 4;

    private final CutRanks ranks;
    private final LeafPlanes[] trees;
    private final int outputs;
    private final double[] start;
    private final double[] leaf; // by tree, from left to right
    private final int[] firstLeaf;
    private final int words;
    private final AtomicReference<@Nullable Space> spare = new AtomicReference<>();

    /** The working tables of one call. */
    private static final class Space {
        final double[] columns;
        final int[] ranked = new int[ROWS];
        final long[] left;
        final long[] reached;
        final byte[] found = new byte[TREES * ROWS];
        final double[] sums = new double[ROWS];

        Space(CutRanks ranks, int words) {
            columns = new double[ranks.columnValues()];
            left = new long[ranks.size * CutRanks.WORDS];
            reached = new long[words];
        }
    }

    private TreeBlocks(FlatTrees flat) {
        ranks = new CutRanks(flat);
        outputs = flat.outputs;
        start = flat.sums.start();
        trees = new LeafPlanes[flat.root.length];
        firstLeaf = new int[trees.length];
        leaf = new double[flat.leaf.length];
        int end = flat.feature.length;
        for (int t = trees.length - 1; t >= 0; t--) {
            int root = flat.root[t];
            trees[t] = new LeafPlanes(flat, ranks, root, root < 0 ? 0 : end - root);
            end = root < 0 ? end : root;
        }
        int at = 0;
        for (int t = 0; t < trees.length; t++) {
            firstLeaf[t] = at;
            for (int number : trees[t].leaves) {
                leaf[at++] = flat.leaf[number];
            }
        }
        words = Arrays.stream(trees).mapToInt(LeafPlanes::words).max().orElse(0);
    }

    /** Returns whether a model has enough nodes for each feature. */
    static boolean pays(FlatTrees trees) {
        long features = Arrays.stream(trees.feature).distinct().count();
        return trees.feature.length >= MIN_SHARED * features;
    }

    /**
     * Prepares batches.
     *
     * @param trees the trees
     * @return the prepared form; null if sums are in single precision, a decision is not a plain comparison, a tree has
     *     too many leaves, or the model too many comparisons
     */
    static @Nullable TreeBlocks of(FlatTrees trees) {
        if (trees.sums.single()) {
            return null;
        }
        for (byte kind : trees.kind) {
            if ((kind & ~FlatTrees.NAN_LEFT) != 0) {
                return null;
            }
        }
        int end = trees.feature.length;
        if (end == 0) {
            return null;
        }
        for (int t = trees.root.length - 1; t >= 0; t--) {
            int root = trees.root[t];
            if (root >= 0) {
                if (end - root >= LeafPlanes.MAX_LEAVES) {
                    return null;
                }
                end = root;
            }
        }
        if (trees.feature.length > MAX_CUTS / 2) {
            return null;
        }
        return new TreeBlocks(trees);
    }

    /**
     * Sums each row's leaves, tree after tree.
     *
     * @param rows the rows
     * @param out receives the outputs of each row, row after row
     */
    void scores(double[][] rows, double[] out) {
        Space space = spare.getAndSet(null);
        if (space == null) {
            space = new Space(ranks, words);
        }
        scores(rows, out, space);
        spare.set(space);
    }

    private void scores(double[][] rows, double[] out, Space space) {
        for (int from = 0; from < rows.length; from += ROWS) {
            int to = Math.min(rows.length, from + ROWS);
            ranks.compare(rows, from, to, space.columns, space.ranked, space.left);
            for (int output = 0; output < outputs; output++) {
                Arrays.fill(space.sums, start[output]);
                addTrees(output, space);
                for (int i = 0; i < ROWS; i++) {
                    int row = from + LeafPlanes.row(i);
                    if (row < to) {
                        out[row * outputs + output] = space.sums[i];
                    }
                }
            }
        }
    }

    private void addTrees(int output, Space space) {
        int t = output;
        while (t + (TREES - 1) * outputs < trees.length) {
            for (int i = 0; i < TREES; i++) {
                trees[t + i * outputs].find(space.left, space.reached, space.found, i * ROWS);
            }
            addFour(t, space.found, space.sums);
            t += TREES * outputs;
        }
        for (; t < trees.length; t += outputs) {
            trees[t].find(space.left, space.reached, space.found, 0);
            addOne(t, space.found, space.sums);
        }
    }

    private void addFour(int tree, byte[] found, double[] sums) {
        double[] leaf = this.leaf;
        int a = firstLeaf[tree];
        int b = firstLeaf[tree + outputs];
        int c = firstLeaf[tree + 2 * outputs];
        int d = firstLeaf[tree + 3 * outputs];
        for (int i = 0; i < ROWS; i++) {
            double sum = sums[i] + leaf[a + (found[i] & 255)];
            sum += leaf[b + (found[i + ROWS] & 255)];
            sum += leaf[c + (found[i + 2 * ROWS] & 255)];
            sums[i] = sum + leaf[d + (found[i + 3 * ROWS] & 255)];
        }
    }

    private void addOne(int tree, byte[] found, double[] sums) {
        int first = firstLeaf[tree];
        for (int i = 0; i < ROWS; i++) {
            sums[i] += leaf[first + (found[i] & 255)];
        }
    }
}
