package io.forecastj.models.xgboost;

import io.forecastj.models.trees.Tree;
import java.util.Arrays;
import java.util.Set;

/**
 * Makes a {@link Tree} of the arrays of a tree in a model's file, and checks that it is one.
 *
 * <p>XGBoost sends a value left if, rounded to a 32-bit float, it is below the threshold; a category of the set goes
 * right. The tree here compares unrounded values with the largest value that XGBoost sends left, and has the children
 * of categorical nodes the other way round.
 *
 * <p>Not thread-safe.
 */
final class TreeArrays {
    private static final int MAX_NODES = 1 << 26;
    private static final int MAX_CATEGORY = (1 << 24) - 1;

    private static final Set<String> FIELDS = Set.of(
            "base_weights",
            "categories",
            "categories_nodes",
            "categories_segments",
            "categories_sizes",
            "default_left",
            "id",
            "leaf_child_counts",
            "left_children",
            "loss_changes",
            "parents",
            "right_children",
            "split_conditions",
            "split_indices",
            "split_type",
            "sum_hessian",
            "tree_param");

    private final ModelFields source;
    private final int count;
    private final int[] left;
    private final int[] right;
    private final int[] feature;
    private final double[] condition;
    private final int[] defaultLeft;
    private final int[] splitType;
    private final int[] number; // of an inner node or a leaf in the tree; -1 if it was not reached
    private final float weight;
    private int inner;
    private int leaves;

    private TreeArrays(ModelFields source, int features, float weight) {
        this.source = source;
        this.weight = weight;
        source.only(FIELDS);
        ModelFields parameters = source.object("tree_param");
        if (parameters.has("size_leaf_vector") && parameters.count("size_leaf_vector", 0, Integer.MAX_VALUE) > 1) {
            throw source.refuse("expected leaves of one value, found trees of several outputs; train with"
                    + " multi_strategy=one_output_per_tree, the default");
        }
        count = parameters.count("num_nodes", 1, MAX_NODES);
        left = source.integers("left_children", count, -1, Integer.MAX_VALUE);
        right = source.integers("right_children", count, -1, Integer.MAX_VALUE);
        feature = source.integers("split_indices", count, 0, Integer.MAX_VALUE);
        condition = source.numbers("split_conditions", count);
        defaultLeft = source.integers("default_left", count, 0, 1);
        splitType = source.has("split_type") ? source.integers("split_type", count, 0, 1) : new int[count];
        number = new int[count];
        reach(features);
    }

    /**
     * Makes a tree.
     *
     * @param source the tree's object
     * @param features the number of inputs
     * @param weight the factor of its leaves, 1 but for DART
     */
    static Tree read(ModelFields source, int features, float weight) {
        return new TreeArrays(source, features, weight).tree();
    }

    /** Numbers the nodes and leaves from the root; nodes that pruning deleted are not reached. */
    private void reach(int features) {
        Arrays.fill(number, -1);
        int[] stack = new int[count + 1];
        int depth = 0;
        stack[depth++] = 0;
        while (depth > 0) {
            int node = stack[--depth];
            if (number[node] >= 0) {
                throw source.refuse("expected every node to have one parent, found a second way to node " + node);
            }
            if (left[node] < 0 && right[node] < 0) {
                number[node] = leaves++;
                continue;
            }
            number[node] = inner++;
            if (feature[node] >= features) {
                throw source.refuse("expected the number of one of " + features + " inputs at node " + node + ", found "
                        + feature[node]);
            }
            for (int child : new int[] {right[node], left[node]}) {
                if (child < 1 || child >= count) {
                    throw source.refuse(
                            "expected a child from 1 to " + (count - 1) + " of node " + node + ", found " + child);
                }
                if (depth == stack.length) {
                    throw source.refuse("expected every node to have one parent, found further ways at node " + node);
                }
                stack[depth++] = child;
            }
        }
    }

    private Tree tree() {
        double[] gains = source.has("loss_changes") ? source.numbers("loss_changes", count) : new double[count];
        double[] weights = source.has("sum_hessian") ? source.numbers("sum_hessian", count) : new double[0];
        int[] ofFeature = new int[inner];
        double[] threshold = new double[inner];
        byte[] decision = new byte[inner];
        int[] lefts = new int[inner];
        int[] rights = new int[inner];
        double[] gain = new double[inner];
        double[] leaf = new double[leaves];
        double[] nodeCount = new double[weights.length == 0 ? 0 : inner];
        double[] leafCount = new double[weights.length == 0 ? 0 : leaves];
        CategorySets sets = CategorySets.read(source, count, MAX_CATEGORY);
        for (int node = 0; node < count; node++) {
            int at = number[node];
            if (at < 0) {
                continue;
            }
            if (left[node] < 0) {
                leaf[at] = weight * finite(node);
                if (weights.length > 0) {
                    leafCount[at] = weights[node];
                }
                continue;
            }
            boolean set = splitType[node] == 1;
            boolean missingLeft = (defaultLeft[node] == 1) != set;
            ofFeature[at] = feature[node];
            threshold[at] = set ? sets.of(node) : largestBelow(finite(node), node);
            decision[at] = (byte) ((set ? 1 : 0) | (missingLeft ? 2 : 0) | Tree.MISSING_NAN_ONLY << 2);
            lefts[at] = child(set ? right[node] : left[node]);
            rights[at] = child(set ? left[node] : right[node]);
            gain[at] = gains[node];
            if (weights.length > 0) {
                nodeCount[at] = weights[node];
            }
        }
        return new Tree(
                ofFeature,
                threshold,
                decision,
                lefts,
                rights,
                gain,
                leaf,
                nodeCount,
                leafCount,
                sets.bounds(),
                sets.words());
    }

    private int child(int node) {
        return left[node] < 0 ? ~number[node] : number[node];
    }

    private float finite(int node) {
        float value = (float) condition[node];
        if (!Float.isFinite(value)) {
            throw source.refuse(
                    "expected a finite number in 'split_conditions' at node " + node + ", found " + condition[node]);
        }
        return value;
    }

    private double largestBelow(float threshold, int node) {
        double below = largestBelow(threshold);
        if (below == Double.NEGATIVE_INFINITY) {
            throw source.refuse(
                    "expected a threshold above the smallest float at node " + node + ", found " + threshold);
        }
        return below;
    }

    /** Returns the largest number that is below a threshold when it is rounded to a float, half to even. */
    static double largestBelow(float threshold) {
        float before = Math.nextDown(threshold);
        if (before == Float.NEGATIVE_INFINITY) {
            return Double.NEGATIVE_INFINITY;
        }
        double middle = ((double) before + threshold) / 2;
        return (float) middle < threshold ? middle : Math.nextDown(middle);
    }
}
