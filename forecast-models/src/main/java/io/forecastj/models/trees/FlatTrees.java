package io.forecastj.models.trees;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trees of a model as flat arrays, evaluated in Java.
 *
 * <p>Immutable, thread-safe, allocates nothing except for batches of models too large to compile, which {@link RowSets}
 * evaluates. Each score is the sum of its trees' leaves in their order, in double, and every decision is LightGBM's
 * ({@code Tree::NumericalDecision}, {@code CategoricalDecision} and the predictor's copy of a row, which drops values
 * of at most 1e-35). So scores equal the native ones in every bit.
 *
 * <p>Trees whose decisions are plain comparisons for a row without NaN are evaluated by a fast path for such rows; all
 * other cases take the general path.
 */
final class FlatTrees implements TreeEvaluator {
    /** LightGBM's kZeroThreshold: values that are not larger count as zero. It is a float there, widened here. */
    static final double ZERO = 1e-35f;

    private static final int BLOCK = 64;
    /** A quarter of the second-level cache of a common server core; the trees need that cache too. */
    private static final int PART_BYTES = 1 << 18;

    static final byte CATEGORICAL = 1;
    static final byte NAN_LEFT = 2;
    static final byte ZERO_SPECIAL = 4;
    static final byte ZERO_LEFT = 8;
    static final byte FLOAT_CATEGORY = 16;

    // Read by GroupWriter too, so that both forms use the same decisions.
    final int outputs;
    final Summation sums;
    final int[] root; // a node, or ~leaf for a tree of one leaf
    final int[] feature;
    final double[] threshold; // for a categorical node, the number of its set
    final byte[] kind;
    final int[] left;
    final int[] right;
    final double[] leaf;
    final int[] setBounds;
    final int[] setWords;
    private final boolean[] plain;
    private final @Nullable RowSets rowSets; // for batches, if the model is large

    FlatTrees(List<Tree> trees, Summation sums) {
        this.outputs = sums.outputs();
        this.sums = sums;
        int nodes = 0;
        int sets = 0;
        int allLeaves = 0;
        int words = 0;
        for (Tree tree : trees) {
            nodes += tree.feature().length;
            sets += tree.setBounds().length - 1;
            allLeaves += tree.leaf().length;
            words += tree.setWords().length;
        }
        root = new int[trees.size()];
        plain = new boolean[trees.size()];
        feature = new int[nodes];
        threshold = new double[nodes];
        kind = new byte[nodes];
        left = new int[nodes];
        right = new int[nodes];
        leaf = new double[allLeaves];
        setBounds = new int[sets + 1];
        setWords = new int[words];
        int node = 0;
        int leaves = 0;
        int set = 0;
        for (int t = 0; t < trees.size(); t++) {
            Tree tree = trees.get(t);
            root[t] = tree.feature().length == 0 ? ~leaves : node;
            plain[t] = add(tree, node, leaves, set);
            node += tree.feature().length;
            leaves += tree.leaf().length;
            set += tree.setBounds().length - 1;
        }
        rowSets = leaf.length > TreeCompiler.MAX_LEAVES ? RowSets.of(this) : null;
    }

    /**
     * Copies a tree behind the earlier ones; returns true if plain comparisons decide all its nodes for rows without
     * NaN.
     */
    private boolean add(Tree tree, int node, int leaves, int set) {
        boolean onlyComparisons = true;
        for (int i = 0; i < tree.feature().length; i++) {
            feature[node + i] = tree.feature()[i];
            left[node + i] = child(tree.left()[i], node, leaves);
            right[node + i] = child(tree.right()[i], node, leaves);
            if (tree.categorical(i)) {
                kind[node + i] = categorical(tree, i);
                threshold[node + i] = set + tree.threshold()[i];
            } else {
                double plain = tree.threshold()[i];
                threshold[node + i] = tree.missing(i) == Tree.MISSING_NAN_ONLY ? plain : outsideZero(plain);
                kind[node + i] = kind(tree, i);
            }
            onlyComparisons &= (kind[node + i] & (CATEGORICAL | ZERO_SPECIAL)) == 0;
        }
        System.arraycopy(tree.leaf(), 0, leaf, leaves, tree.leaf().length);
        int words = setBounds[set];
        System.arraycopy(tree.setWords(), 0, setWords, words, tree.setWords().length);
        for (int i = 1; i < tree.setBounds().length; i++) {
            setBounds[set + i] = words + tree.setBounds()[i];
        }
        return onlyComparisons;
    }

    private static int child(int child, int node, int leaves) {
        return child >= 0 ? node + child : ~(leaves + ~child);
    }

    /**
     * Moves a threshold out of the range that counts as zero. LightGBM sets values in that range to 0 before it
     * compares; so all of them go left if the threshold is at least 0, and right if it is negative. The new threshold
     * has the same effect without a change of the row.
     */
    private static double outsideZero(double threshold) {
        if (Math.abs(threshold) > ZERO) {
            return threshold;
        }
        return threshold >= 0 ? ZERO : Math.nextDown(-ZERO);
    }

    private static byte categorical(Tree tree, int node) {
        if (tree.missing(node) != Tree.MISSING_NAN_ONLY) {
            return CATEGORICAL; // NaN is in no set
        }
        return (byte) (CATEGORICAL | FLOAT_CATEGORY | (tree.defaultLeft(node) ? NAN_LEFT : 0));
    }

    private static byte kind(Tree tree, int node) {
        boolean zeroLeft = tree.threshold()[node] >= 0;
        boolean defaultLeft = tree.defaultLeft(node);
        return switch (tree.missing(node)) {
            // NaN counts as 0
            case Tree.MISSING_NONE -> zeroLeft ? NAN_LEFT : 0;
            case Tree.MISSING_NAN, Tree.MISSING_NAN_ONLY -> defaultLeft ? NAN_LEFT : 0;
            // NaN counts as 0, and 0 as missing
            default -> (byte) ((defaultLeft ? NAN_LEFT | ZERO_LEFT : 0) | (defaultLeft != zeroLeft ? ZERO_SPECIAL : 0));
        };
    }

    @Override
    public double score(double[] row) {
        return score(row, 0, isClean(row));
    }

    @Override
    public void scores(double[] row, double[] out, int at) {
        boolean clean = isClean(row);
        for (int k = 0; k < outputs; k++) {
            out[at + k] = score(row, k, clean);
        }
    }

    private double score(double[] row, int output, boolean clean) {
        double sum = sums.start()[output];
        for (int t = output; t < root.length; t += outputs) {
            sum = sums.add(sum, leaf[clean && plain[t] ? plainLeaf(t, row) : generalLeaf(t, row)]);
        }
        return sum;
    }

    // Evaluates the rows in parts that stay in the cache, tree after tree; so large trees, which do not stay there, are
    // fetched once for each part. If a row of a block has NaN, the whole block takes the general path.
    @Override
    public void scores(double[][] rows, double[] out) {
        sums.begin(rows.length, out);
        if (rowSets != null && rows.length >= RowSets.MIN_ROWS) {
            rowSets.add(rows, out);
            return;
        }
        int part = rows.length == 0 ? BLOCK : BLOCK * blocksInPart(rows[0].length);
        for (int from = 0; from < rows.length; from += part) {
            int to = Math.min(rows.length, from + part);
            long clean = 0;
            for (int r = from; r < to; r += BLOCK) {
                clean |= isClean(rows, r, Math.min(to, r + BLOCK)) ? 1L << (r - from) / BLOCK : 0;
            }
            for (int t = 0; t < root.length; t++) {
                long quick = plain[t] ? clean : 0;
                for (int r = from; r < to; r += BLOCK) {
                    if ((quick >>> (r - from) / BLOCK & 1) != 0) {
                        addPlain(t, rows, r, Math.min(to, r + BLOCK), out);
                    } else {
                        addGeneral(t, rows, r, Math.min(to, r + BLOCK), out);
                    }
                }
            }
        }
    }

    private static int blocksInPart(int width) {
        return Math.max(1, Math.min(Long.SIZE, PART_BYTES / (BLOCK * Double.BYTES * Math.max(1, width))));
    }

    private static boolean isClean(double[][] rows, int from, int to) {
        for (int r = from; r < to; r++) {
            if (!isClean(rows[r])) {
                return false;
            }
        }
        return true;
    }

    private void addPlain(int tree, double[][] rows, int from, int to, double[] out) {
        int output = tree % outputs;
        for (int r = from; r < to; r++) {
            int at = r * outputs + output;
            out[at] = sums.add(out[at], leaf[plainLeaf(tree, rows[r])]);
        }
    }

    private void addGeneral(int tree, double[][] rows, int from, int to, double[] out) {
        int output = tree % outputs;
        for (int r = from; r < to; r++) {
            int at = r * outputs + output;
            out[at] = sums.add(out[at], leaf[generalLeaf(tree, rows[r])]);
        }
    }

    private static boolean isClean(double[] row) {
        for (double value : row) {
            if (Double.isNaN(value)) {
                return false;
            }
        }
        return true;
    }

    private int plainLeaf(int tree, double[] row) {
        int node = root[tree];
        while (node >= 0) {
            node = row[feature[node]] <= threshold[node] ? left[node] : right[node];
        }
        return ~node;
    }

    private int generalLeaf(int tree, double[] row) {
        int node = root[tree];
        while (node >= 0) {
            node = goesLeft(node, row[feature[node]]) ? left[node] : right[node];
        }
        return ~node;
    }

    /** Returns whether a value goes to a node's left child. */
    boolean goesLeft(int node, double value) {
        int how = kind[node];
        if ((how & CATEGORICAL) != 0) {
            int set = (int) threshold[node];
            int from = setBounds[set];
            int to = setBounds[set + 1];
            if ((how & FLOAT_CATEGORY) == 0) {
                return TreeGroup.inSet(value, setWords, from, to);
            }
            return (how & NAN_LEFT) != 0
                    ? TreeGroup.inFloatSetOrNaN(value, setWords, from, to)
                    : TreeGroup.inFloatSet(value, setWords, from, to);
        }
        if ((how & ZERO_SPECIAL) != 0) {
            return (how & ZERO_LEFT) != 0
                    ? TreeGroup.leftIfZero(value, threshold[node])
                    : TreeGroup.rightIfZero(value, threshold[node]);
        }
        return value <= threshold[node] || (how & NAN_LEFT) != 0 && Double.isNaN(value);
    }
}
