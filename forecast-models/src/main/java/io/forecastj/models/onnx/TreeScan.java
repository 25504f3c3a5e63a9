package io.forecastj.models.onnx;

import java.util.Arrays;

/**
 * Proves that the lists of a {@code TreeEnsembleRegressor} or {@code TreeEnsembleClassifier} describe trees: every node
 * is reached from the first one of its tree, exactly once. In a cycle ONNX Runtime would loop forever.
 */
final class TreeScan {
    /** Bits of the id of a tree or a node, and of a position in the lists: three of them fit in a long. */
    static final int BITS = 21;

    private static final int MASK = (1 << BITS) - 1;

    private final Wire node;
    private final int[] trees;
    private final int[] ids;
    private final int[] ifTrue;
    private final int[] ifFalse;
    private final boolean[] leaf;
    /** Tree, id and position of every node, sorted for binary search. */
    private final long[] places;

    private TreeScan(Wire node, TreeLists lists) {
        this.node = node;
        this.trees = lists.ints("nodes_treeids");
        this.ids = lists.ints("nodes_nodeids");
        this.ifTrue = lists.ints("nodes_truenodeids");
        this.ifFalse = lists.ints("nodes_falsenodeids");
        this.leaf = lists.leaf();
        int count = ids.length;
        if (count == 0
                || trees.length != count
                || ifTrue.length != count
                || ifFalse.length != count
                || leaf.length != count) {
            throw node.fail(
                    "lists of nodes of one length above 0",
                    trees.length + " trees, " + count + " ids, " + ifTrue.length + " and " + ifFalse.length
                            + " next nodes, " + leaf.length + " modes");
        }
        this.places = new long[count];
        for (int i = 0; i < count; i++) {
            places[i] = ((long) trees[i] << BITS | ids[i]) << BITS | i;
        }
        Arrays.sort(places);
    }

    /**
     * Checks the trees.
     *
     * @param node the fields of the node; each attribute must be known to be well-formed
     */
    static void of(Wire node) {
        new TreeScan(node, TreeLists.of(node)).scan();
    }

    private void scan() {
        boolean[] reached = new boolean[ids.length];
        int[] open = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            boolean first = i == 0 || trees[i] != trees[i - 1];
            if (first) {
                walk(i, reached, open);
            } else if (!reached[i]) {
                throw node.fail(
                        "trees whose nodes follow from the first one",
                        "node " + ids[i] + " of tree " + trees[i] + ", which does not");
            }
        }
    }

    private void walk(int root, boolean[] reached, int[] open) {
        int count = 0;
        open[count++] = root;
        while (count > 0) {
            int at = open[--count];
            if (reached[at]) {
                throw node.fail(
                        "nodes of trees with one way to each",
                        "two ways or a circle to node " + ids[at] + " of tree " + trees[at]);
            }
            reached[at] = true;
            if (!leaf[at]) {
                // there is room for both: every position is opened once, else the check above ends the loop
                if (count + 2 > open.length) {
                    throw node.fail("nodes of trees with one way to each", "a circle in tree " + trees[at]);
                }
                open[count++] = position(trees[at], ifTrue[at]);
                open[count++] = position(trees[at], ifFalse[at]);
            }
        }
    }

    private int position(int tree, int id) {
        long key = (long) tree << BITS | id;
        int found = Arrays.binarySearch(places, key << BITS);
        int at = found >= 0 ? found : -found - 1;
        if (at == places.length || places[at] >>> BITS != key) {
            throw node.fail("the next nodes of tree " + tree + " in it", "node " + id + ", which it lacks");
        }
        return (int) places[at] & MASK;
    }
}
