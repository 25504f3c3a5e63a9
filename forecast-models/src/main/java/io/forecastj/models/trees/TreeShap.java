package io.forecastj.models.trees;

import io.forecastj.ForecastException;
import java.util.Arrays;
import java.util.List;

/**
 * Exact Shapley values of a model's features for a row, in time proportional to leaves times squared depth.
 *
 * <p>Lundberg, Erion and Lee, "Consistent Individualized Feature Attribution for Tree Ensembles" (2018), algorithm 2: a
 * feature outside the subset follows both branches, weighted by the number of training rows in each. The weights are
 * the trees' counts, as in LightGBM's {@code pred_contrib}.
 *
 * <p>Immutable and thread-safe; a call allocates its working memory.
 */
public final class TreeShap {
    /** Largest depth; far above the depth of trained trees, it limits the stack and the working memory. */
    public static final int MAX_DEPTH = 1_000;

    private final FlatTrees trees;
    private final int features;
    private final double[] nodeCount;
    private final double[] leafCount;
    private final double[] expected; // by output
    private final int depth; // of the deepest tree, in inner nodes

    /**
     * Prepares explanations.
     *
     * @param trees the trees of a model
     * @param evaluated the same trees, in the form in which they are evaluated
     * @param width the number of features in a row
     * @throws ForecastException if a tree lacks the counts of training rows or is too deep
     */
    public TreeShap(List<Tree> trees, TieredTrees evaluated, int width) {
        this(trees, evaluated, width, false);
    }

    /**
     * Prepares explanations of trees with leaves that no training row has reached. A row that reaches one takes its
     * way without a branch from the last node that training rows have reached.
     *
     * @param trees the trees of a model
     * @param evaluated the same trees, in the form in which they are evaluated
     * @param width the number of features in a row
     * @return the explanations
     * @throws ForecastException if a tree lacks the counts of training rows, or no row has reached it, or it is too
     *     deep
     */
    public static TreeShap withUnseenLeaves(List<Tree> trees, TieredTrees evaluated, int width) {
        return new TreeShap(trees, evaluated, width, true);
    }

    private TreeShap(List<Tree> trees, TieredTrees evaluated, int width, boolean unseenLeaves) {
        this.trees = evaluated.flat();
        features = width;
        nodeCount = new double[this.trees.feature.length];
        leafCount = new double[this.trees.leaf.length];
        expected = this.trees.sums.start().clone();
        int nodes = 0;
        int leaves = 0;
        int deepest = 0;
        for (int t = 0; t < trees.size(); t++) {
            Tree tree = trees.get(t);
            if (tree.feature().length > 0) {
                copy(tree.nodeCount(), nodeCount, nodes, tree.feature().length, "inner nodes", t, unseenLeaves);
                copy(tree.leafCount(), leafCount, leaves, tree.leaf().length, "leaves", t, unseenLeaves);
            }
            expected[t % expected.length] += expected(tree);
            deepest = Math.max(deepest, depth(tree, t));
            nodes += tree.feature().length;
            leaves += tree.leaf().length;
        }
        depth = deepest;
    }

    private static void copy(
            double[] from, double[] to, int at, int count, String where, int tree, boolean unseenLeaves) {
        if (from.length != count) {
            throw new ForecastException(
                    "expected the numbers of training rows in the " + where + " of tree " + tree + ", found none");
        }
        for (int i = 0; i < count; i++) {
            boolean mayBeUnseen = unseenLeaves && (i > 0 || where.equals("leaves")); // the root has no number but 0
            if (!(from[i] > 0 || mayBeUnseen && from[i] == 0) || from[i] == Double.POSITIVE_INFINITY) {
                throw new ForecastException("expected training rows in each of the " + where + " of tree " + tree
                        + ", found " + (from[i] == 0 ? "0" : from[i]) + " in number " + i);
            }
            to[at + i] = from[i];
        }
    }

    private static double expected(Tree tree) {
        if (tree.feature().length == 0) {
            return tree.leaf()[0];
        }
        double sum = 0;
        double rows = tree.nodeCount()[0];
        for (int i = 0; i < tree.leaf().length; i++) {
            sum += tree.leafCount()[i] / rows * tree.leaf()[i];
        }
        return sum;
    }

    private static int depth(Tree tree, int index) {
        int nodes = tree.feature().length;
        int[] level = new int[nodes];
        int depth = 0;
        int[] order = new int[nodes];
        int count = nodes == 0 ? 0 : 1; // the root, node 0
        for (int i = 0; i < count; i++) {
            int node = order[i];
            depth = Math.max(depth, level[node] + 1);
            for (int child : new int[] {tree.left()[node], tree.right()[node]}) {
                if (child >= 0) {
                    level[child] = level[node] + 1;
                    order[count++] = child;
                }
            }
        }
        if (depth > MAX_DEPTH) {
            throw new ForecastException("expected trees of at most " + MAX_DEPTH + " nodes from root to leaf, found "
                    + depth + " in tree " + index);
        }
        return depth;
    }

    /**
     * Explains a row.
     *
     * @param row the row, of the model's length
     * @param out receives for each output the features' parts and then the expected value
     */
    public void explain(double[] row, double[] out) {
        Arrays.fill(out, 0, expected.length * (features + 1), 0.0);
        ShapPath path = new ShapPath(depth, features);
        for (int t = 0; t < trees.root.length; t++) {
            int at = t % expected.length * (features + 1);
            if (trees.root[t] >= 0) {
                follow(trees.root[t], row, out, at, path, 0, 1, 1, -1);
            }
        }
        for (int k = 0; k < expected.length; k++) {
            out[k * (features + 1) + features] = expected[k];
        }
    }

    /**
     * Follows both branches of a node. The path holds each feature once, with the fraction of training rows, and the
     * fraction (all or none) of this row, that pass its splits so far.
     */
    private void follow(
            int node, double[] row, double[] out, int at, ShapPath path, int level, double zero, double one, int by) {
        path.extend(level, zero, one, by);
        if (node < 0) {
            path.addParts(level, trees.leaf[~node], out, at);
            return;
        }
        int feature = trees.feature[node];
        double zeroBefore = 1;
        double oneBefore = 1;
        int seen = path.find(level, feature);
        if (seen >= 0) {
            zeroBefore = path.zero(level, seen);
            oneBefore = path.one(level, seen);
            path.remove(level, seen);
        }
        boolean left = trees.goesLeft(node, row[feature]);
        int hot = left ? trees.left[node] : trees.right[node];
        int cold = left ? trees.right[node] : trees.left[node];
        if (nodeCount[node] == 0) {
            follow(hot, row, out, at, path, level + 1, zeroBefore, oneBefore, feature);
            return;
        }
        // no subset of the features leads where both shares are 0
        double hotZero = zeroBefore * share(hot, node);
        if (hotZero > 0 || oneBefore > 0) {
            follow(hot, row, out, at, path, level + 1, hotZero, oneBefore, feature);
        }
        double coldZero = zeroBefore * share(cold, node);
        if (coldZero > 0) {
            follow(cold, row, out, at, path, level + 1, coldZero, 0, feature);
        }
    }

    private double share(int child, int node) {
        return (child < 0 ? leafCount[~child] : nodeCount[child]) / nodeCount[node];
    }
}
