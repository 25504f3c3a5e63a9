package io.forecastj.models.xgboost;

import io.forecastj.models.trees.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes a {@link Tree} of the arrays of a tree in a model's file, and checks that it is one. A tree whose leaves hold a
 * value for each output becomes one tree for each.
 *
 * <p>XGBoost sends a value left if, rounded to a 32-bit float, it is below the threshold; a category of the set goes
 * right. The tree here compares unrounded values with the largest value that XGBoost sends left, and has the children
 * of categorical nodes the other way round.
 *
 * <p>Not thread-safe.
 */
final class TreeArrays {
    private static final int MAX_NODES = 1 << 26;
    private static final int MAX_OUTPUTS = 1 << 16;

    /** Largest category; XGBoost takes larger ones as in no set. */
    static final int MAX_CATEGORY = (1 << 24) - 1;

    private static final Set<String> FIELDS = Set.of(
            "base_weights",
            "categories",
            "categories_nodes",
            "categories_segments",
            "categories_sizes",
            "default_left",
            "id",
            "leaf_child_counts",
            "leaf_weights",
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
    private final int outputs;
    private final TreeNodes nodes;
    private final int[] feature;
    private final double[] condition;
    private final int[] defaultLeft;
    private final int[] splitType;
    private final float weight;

    private TreeArrays(ModelFields source, int features, float weight) {
        this.source = source;
        this.weight = weight;
        source.only(FIELDS);
        ModelFields parameters = source.object("tree_param");
        outputs = parameters.has("size_leaf_vector")
                ? Math.max(1, parameters.count("size_leaf_vector", 0, MAX_OUTPUTS))
                : 1;
        count = parameters.count("num_nodes", 1, MAX_NODES);
        feature = source.integers("split_indices", count, 0, Integer.MAX_VALUE);
        nodes = TreeNodes.read(source, count, outputs > 1, feature);
        condition = source.numbers("split_conditions", count);
        defaultLeft = source.integers("default_left", count, 0, 1);
        splitType = source.has("split_type") ? source.integers("split_type", count, 0, 1) : new int[count];
        for (int node : nodes.inner()) {
            if (feature[node] >= features) {
                throw source.refuse("expected the number of one of " + features + " inputs at node " + node + ", found "
                        + feature[node]);
            }
        }
    }

    /**
     * Makes trees that share all but the values of the leaves.
     *
     * @param source the tree's object
     * @param features the number of inputs
     * @param weight the factor of its leaves, 1 but for DART
     * @return one tree, or one for each output
     */
    static List<Tree> read(ModelFields source, int features, float weight) {
        return new TreeArrays(source, features, weight).trees();
    }

    private List<Tree> trees() {
        int[] inner = nodes.inner();
        int[] ofFeature = new int[inner.length];
        double[] threshold = new double[inner.length];
        byte[] decision = new byte[inner.length];
        int[] lefts = new int[inner.length];
        int[] rights = new int[inner.length];
        CategorySets sets = CategorySets.read(source, splitType, MAX_CATEGORY);
        for (int at = 0; at < inner.length; at++) {
            int node = inner[at];
            boolean set = splitType[node] == 1;
            boolean missingLeft = (defaultLeft[node] == 1) != set;
            ofFeature[at] = feature[node];
            threshold[at] = set ? sets.of(node) : largestBelow(finite("split_conditions", condition[node], node));
            decision[at] = (byte) ((set ? 1 : 0) | (missingLeft ? 2 : 0) | Tree.MISSING_NAN_ONLY << 2);
            lefts[at] = nodes.child(node, !set);
            rights[at] = nodes.child(node, set);
        }
        double[] gain = statistics("loss_changes", inner);
        double[] nodeCount = statistics("sum_hessian", inner);
        double[] leafCount = statistics("sum_hessian", nodes.leaves());
        List<Tree> trees = new ArrayList<>(1);
        for (double[] leaf : leaves()) {
            trees.add(new Tree(
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
                    sets.words()));
        }
        return trees;
    }

    /** Returns numbers of some nodes; XGBoost before 3.2 writes none for trees of several outputs. */
    private double[] statistics(String name, int[] which) {
        if (outputs > 1 && !source.has(name)) {
            return new double[0];
        }
        double[] all = source.numbers(name, count);
        double[] found = new double[which.length];
        for (int at = 0; at < which.length; at++) {
            found[at] = all[which[at]];
        }
        return found;
    }

    /** Returns the leaves' values by output. */
    private double[][] leaves() {
        int[] leaves = nodes.leaves();
        if (outputs == 1) {
            double[] values = new double[leaves.length];
            for (int at = 0; at < leaves.length; at++) {
                values[at] = weighted("split_conditions", condition[leaves[at]], leaves[at]);
            }
            return new double[][] {values};
        }
        // XGBoost 3.2 began to keep the values of leaves apart, and their places as the leaves' right children.
        boolean apart = source.has("leaf_weights");
        String name = apart ? "leaf_weights" : "base_weights";
        long expected = (long) outputs * (apart ? leaves.length : count);
        double[] all = source.numbers(name);
        if (all.length != expected) {
            throw source.refuse("expected " + expected + " numbers as '" + name + "', " + outputs + " for each "
                    + (apart ? "leaf" : "node") + ", found " + all.length);
        }
        double[][] values = new double[outputs][leaves.length];
        boolean[] used = new boolean[count];
        for (int at = 0; at < leaves.length; at++) {
            int place = apart ? nodes.right()[leaves[at]] : leaves[at];
            if (place < 0 || apart && place >= leaves.length || used[place]) {
                throw source.refuse("expected a place from 0 to " + (leaves.length - 1)
                        + " of 'leaf_weights', each once, as 'right_children' of the leaf " + leaves[at] + ", found "
                        + place);
            }
            used[place] = true;
            for (int k = 0; k < outputs; k++) {
                values[k][at] = weighted(name, all[place * outputs + k], leaves[at]);
            }
        }
        return values;
    }

    private float weighted(String name, double leaf, int node) {
        return finite(name, weight * finite(name, leaf, node), node);
    }

    private float finite(String name, double number, int node) {
        float value = (float) number;
        if (!Float.isFinite(value)) {
            throw source.refuse("expected a finite number in '" + name + "' at node " + node + ", found " + number);
        }
        return value;
    }

    /** Returns the largest number that is below a threshold when it is rounded to a float, half to even. */
    static double largestBelow(float threshold) {
        float before = Math.nextDown(threshold);
        // Numbers below the smallest float round as if the next one were -2^128.
        double low = before == Float.NEGATIVE_INFINITY ? -0x1p128 : before;
        double middle = (low + threshold) / 2;
        return (float) middle < threshold ? middle : Math.nextDown(middle);
    }
}
