package io.forecastj.models.xgboost;

import java.util.Arrays;

/**
 * Shape of one tree as its file describes it: from the first node, every node is reached once, except for those that
 * pruning deleted.
 *
 * <p>Thread-safe as long as nobody changes the arrays.
 *
 * @param left by node of the file, its left child, -1 for a leaf
 * @param right by node of the file, its right child; for a leaf -1, or the place of its values
 * @param inner the file's numbers of the inner nodes, each before those below it
 * @param leaves the file's numbers of the leaves
 * @param renumbered by node of the file, its place in {@code inner}, or {@code ~place} in {@code leaves}
 */
record TreeNodes(int[] left, int[] right, int[] inner, int[] leaves, int[] renumbered) {
    /** Number that XGBoost writes for the parent of the first node, and for the input of a deleted one. */
    private static final int NONE = Integer.MAX_VALUE;

    private static final int UNSEEN = Integer.MIN_VALUE;

    /**
     * Reads the shape of a tree.
     *
     * @param source the tree's object
     * @param count the number of its nodes
     * @param severalOutputs whether a leaf may name the place of its values as its right child
     * @param inputs the number of the input that each node compares
     */
    static TreeNodes read(ModelFields source, int count, boolean severalOutputs, int[] inputs) {
        int[] left = source.integers("left_children", count, -1, count - 1);
        int[] right = source.integers("right_children", count, -1, count - 1);
        int[] parents = source.integers("parents", count, -1, NONE);
        if (parents[0] != NONE && parents[0] != -1) {
            throw source.refuse("expected no parent of node 0, found " + parents[0]);
        }
        int[] renumbered = new int[count];
        Arrays.fill(renumbered, UNSEEN);
        int[] inner = new int[count];
        int[] leaves = new int[count];
        int inners = 0;
        int leafs = 0;
        int[] stack = new int[count];
        int depth = 1;
        while (depth > 0) {
            int node = stack[--depth];
            if (left[node] < 0) {
                if (right[node] >= 0 && !severalOutputs) {
                    throw source.refuse("expected two children of node " + node + " or none, found only the right one, "
                            + right[node]);
                }
                renumbered[node] = ~leafs;
                leaves[leafs++] = node;
                continue;
            }
            renumbered[node] = inners;
            inner[inners++] = node;
            checkChildren(source, node, left[node], right[node], parents);
            stack[depth++] = right[node];
            stack[depth++] = left[node];
        }
        checkDeleted(source, renumbered, inputs);
        return new TreeNodes(left, right, Arrays.copyOf(inner, inners), Arrays.copyOf(leaves, leafs), renumbered);
    }

    /** Requires children whose parent is the node; as no node has two parents, none is reached twice. */
    private static void checkChildren(ModelFields source, int node, int left, int right, int[] parents) {
        if (right < 0) {
            throw source.refuse("expected two children of node " + node + " or none, found only the left one, " + left);
        }
        if (left == right) {
            throw source.refuse("expected two children of node " + node + ", found " + left + " twice");
        }
        for (int child : new int[] {left, right}) {
            if (child == 0 || parents[child] != node) {
                throw source.refuse(
                        "expected node " + node + " as the parent of its child " + child + ", found " + parents[child]);
            }
        }
    }

    private static void checkDeleted(ModelFields source, int[] renumbered, int[] inputs) {
        int deleted = 0;
        for (int node = 0; node < inputs.length; node++) {
            boolean reached = renumbered[node] != UNSEEN;
            if (reached == (inputs[node] == NONE)) {
                throw source.refuse("expected nodes below node 0, or marked as deleted, found node " + node
                        + (reached ? " both below it and marked" : " neither below it nor marked"));
            }
            deleted += reached ? 0 : 1;
        }
        ModelFields parameters = source.object("tree_param");
        int expected = parameters.has("num_deleted") ? parameters.count("num_deleted", 0, NONE) : 0;
        if (deleted != expected) {
            throw source.refuse("expected " + expected + " deleted nodes by 'num_deleted', found " + deleted);
        }
    }

    /** Returns the number of a node's left or right child in the tree, as {@code Tree} numbers it. */
    int child(int node, boolean ofLeft) {
        return renumbered[ofLeft ? left[node] : right[node]];
    }
}
