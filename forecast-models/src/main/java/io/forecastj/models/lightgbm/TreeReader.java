package io.forecastj.models.lightgbm;

import io.forecastj.models.lightgbm.TextValues.Allow;
import io.forecastj.models.trees.Tree;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one tree of a model's text and checks that it is well-formed: sizes agree, indices are in range, leaf values
 * are finite, no threshold is NaN, every node and leaf is reached from the root exactly once, and the number of rows at
 * a node is the sum of its children's.
 */
final class TreeReader {
    private static final Set<String> KEYS = Set.of(
            "num_leaves",
            "num_cat",
            "split_feature",
            "split_gain",
            "threshold",
            "decision_type",
            "left_child",
            "right_child",
            "leaf_value",
            "leaf_weight",
            "leaf_count",
            "internal_value",
            "internal_weight",
            "internal_count",
            "cat_boundaries",
            "cat_threshold",
            "is_linear",
            "shrinkage");

    private static final int MAX_INT = Integer.MAX_VALUE;
    private static final long MAX_WORD = 0xFFFFFFFFL;

    // Largest decision: missing type NaN (2), default left and categorical together.
    private static final int MAX_DECISION = 11;

    private final TextSource source;
    private final int features;
    private final Map<String, TextValues> values = new HashMap<>();
    private int leaves;

    private TreeReader(TextSource source, int features) {
        this.source = source;
        this.features = features;
    }

    /** Reads the lines after {@code Tree=...} up to the next empty one. */
    static Tree read(TextSource source, int features) {
        return new TreeReader(source, features).read();
    }

    private Tree read() {
        while (source.next() && !source.isEmpty()) {
            String key = source.key();
            if (key == null || !KEYS.contains(key)) {
                throw source.refuse("expected one of a tree's known keys, found " + source.shown());
            }
            if (values.putIfAbsent(key, source.values()) != null) {
                throw source.refuse("expected each key once, found '" + key + "' a second time");
            }
            if (key.equals("is_linear") && source.values().integer(0, 1) == 1) {
                throw source.refuse(
                        "expected constant leaves, found linear trees (linear_tree=true), which are not supported");
            }
        }
        leaves = required("num_leaves").integer(1, MAX_INT);
        required("num_cat").integer(0, MAX_INT);
        double[] leaf = required("leaf_value").doubles(leaves, Allow.FINITE);
        optionalDoubles("shrinkage", 1);
        return leaves == 1 ? constant(leaf) : grown(leaf);
    }

    private static Tree constant(double[] leaf) {
        int[] none = {};
        return new Tree(
                none,
                new double[0],
                new byte[0],
                none,
                none,
                new double[0],
                leaf,
                new double[0],
                new double[0],
                new int[1],
                none);
    }

    private Tree grown(double[] leaf) {
        int nodes = leaves - 1;
        int[] feature = required("split_feature").integers(nodes, 0, features - 1);
        // LightGBM writes an infinite one for a split of NaN from all other values
        double[] threshold = required("threshold").doubles(nodes, Allow.INFINITE);
        byte[] decision = required("decision_type").bytes(nodes, 0, MAX_DECISION);
        int[] left = required("left_child").integers(nodes, -leaves, nodes - 1);
        int[] right = required("right_child").integers(nodes, -leaves, nodes - 1);
        double[] gain = optionalDoubles("split_gain", nodes);
        double[] nodeCount = optionalCounts("internal_count", nodes);
        double[] leafCount = optionalCounts("leaf_count", leaves);
        checkStatistics(nodes);
        checkReach(left, right);

        int sets = required("num_cat").integer(0, MAX_INT);
        int[] bounds = {0};
        int[] words = {};
        if (sets > 0) {
            bounds = required("cat_boundaries").integers(sets + 1L, 0, MAX_INT);
            checkBounds(bounds);
            words = required("cat_threshold").integers(bounds[sets], 0, MAX_WORD);
        }
        Tree tree =
                new Tree(feature, threshold, decision, left, right, gain, leaf, nodeCount, leafCount, bounds, words);
        checkSets(tree, sets);
        checkCounts(tree);
        return tree;
    }

    // Checks values that evaluation ignores but LightGBM reads.
    private void checkStatistics(int nodes) {
        optionalDoubles("internal_value", nodes);
        optionalDoubles("internal_weight", nodes);
        optionalDoubles("leaf_weight", leaves);
    }

    private double[] optionalDoubles(String key, int count) {
        TextValues found = values.get(key);
        return found == null ? new double[count] : found.doubles(count, Allow.ANY);
    }

    private double[] optionalCounts(String key, int count) {
        TextValues found = values.get(key);
        if (found == null) {
            return new double[0];
        }
        int[] whole = found.integers(count, 0, MAX_INT);
        double[] counts = new double[whole.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = whole[i];
        }
        return counts;
    }

    private void checkReach(int[] left, int[] right) {
        int nodes = left.length;
        boolean[] nodeSeen = new boolean[nodes];
        boolean[] leafSeen = new boolean[leaves];
        int[] stack = new int[nodes];
        int depth = 0;
        int reached = 1;
        nodeSeen[0] = true;
        stack[depth++] = 0;
        while (depth > 0) {
            int node = stack[--depth];
            for (int side = 0; side < 2; side++) {
                int child = side == 0 ? left[node] : right[node];
                boolean[] seen = child >= 0 ? nodeSeen : leafSeen;
                int index = child >= 0 ? child : ~child;
                if (seen[index]) {
                    throw source.refuse("expected every node to have one parent, found a second way to "
                            + (child >= 0 ? "node " : "leaf ") + index);
                }
                seen[index] = true;
                reached++;
                if (child >= 0) {
                    stack[depth++] = child;
                }
            }
        }
        // Each reached node adds two children, so the sum is too small only if nodes are unreachable.
        if (reached != nodes + leaves) {
            throw source.refuse("expected " + (nodes + leaves) + " nodes and leaves below the root, found " + reached);
        }
    }

    private void checkCounts(Tree tree) {
        int node = tree.miscounted();
        if (node >= 0 && !source.estimatesCounts()) {
            throw required("internal_count")
                    .refuse("expected the rows of node " + node + " to be those of its children by 'internal_count'"
                            + " and 'leaf_count', " + (long) tree.rowsBelow(node) + ", found "
                            + (long) tree.nodeCount()[node]
                            + "; so LightGBM writes them, unless the text's parameters hold [device_type: cuda]");
        }
    }

    private void checkBounds(int[] bounds) {
        int before = 0;
        if (bounds[0] != 0) {
            throw source.refuse("expected 'cat_boundaries' to begin with 0, found " + bounds[0]);
        }
        for (int bound : bounds) {
            if (bound < before) {
                throw source.refuse("expected ascending 'cat_boundaries', found " + bound + " after " + before);
            }
            before = bound;
        }
    }

    private void checkSets(Tree tree, int sets) {
        for (int node = 0; node < tree.feature().length; node++) {
            double set = tree.threshold()[node];
            if (tree.categorical(node) && !(set >= 0 && set < sets && set == Math.rint(set))) {
                throw source.refuse("expected the number of one of " + sets
                        + " category sets as threshold of the categorical node " + node + ", found " + set);
            }
        }
    }

    private TextValues required(String key) {
        @Nullable TextValues found = values.get(key);
        if (found == null) {
            throw source.refuse("expected '" + key + "' before the end of the tree");
        }
        return found;
    }
}
