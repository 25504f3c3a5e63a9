package io.forecastj.models.trees;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Parts of a tree that become methods: HotSpot never compiles a method of more than 8,000 bytes, so a large tree
 * becomes several methods that call each other.
 *
 * <p>Works without recursion, since a chain of nodes may be as deep as the tree is large.
 */
final class TreeParts {
    /** Largest size of a method, with room below HotSpot's limit (its flag {@code HugeMethodLimit}). */
    static final int MAX_METHOD = 7_500;

    private final FlatTrees trees;
    private final int root;
    private final int nodes;
    private final boolean[] start;
    private final List<Integer> furtherStarts = new ArrayList<>();
    private final int[] bytes;

    /**
     * Cuts a tree.
     *
     * @param trees the model's trees
     * @param root the tree's root, or {@code ~leaf} for a tree of one leaf
     * @param nodes the number of its nodes; their numbers follow the root's
     */
    TreeParts(FlatTrees trees, int root, int nodes) {
        this.trees = trees;
        this.root = root;
        this.nodes = nodes;
        start = new boolean[nodes];
        bytes = new int[nodes];
        int[] order = fromTheRoot();
        for (int i = nodes - 1; i >= 0; i--) {
            fit(order[i]);
        }
    }

    /** Returns the tree's nodes, each before its children. */
    private int[] fromTheRoot() {
        int[] order = new int[nodes];
        int count = 0;
        if (nodes > 0) {
            order[count++] = root;
        }
        for (int i = 0; i < count; i++) {
            int left = trees.left[order[i]];
            int right = trees.right[order[i]];
            if (left >= 0) {
                order[count++] = left;
            }
            if (right >= 0) {
                order[count++] = right;
            }
        }
        return order;
    }

    /**
     * Cuts below a node, whose children fit, until it fits too: first the larger child, then the other one if
     * necessary.
     */
    private void fit(int node) {
        int left = trees.left[node];
        int right = trees.right[node];
        int own = TreeWriter.nodeBytes(trees.kind[node]);
        while (own + size(left) + size(right) > MAX_METHOD) {
            int larger = size(left) > size(right) ? left : right;
            start[larger - root] = true;
            furtherStarts.add(larger);
        }
        bytes[node - root] = own + size(left) + size(right);
    }

    /** Returns the size of a child in its parent's method. */
    private int size(int child) {
        if (child < 0) {
            return TreeWriter.LEAF_BYTES;
        }
        return start[child - root] ? TreeWriter.CALL_BYTES : bytes[child - root];
    }

    int root() {
        return root;
    }

    int leafCount() {
        return nodes + 1;
    }

    /** Returns the tree's leaves. */
    IntStream leaves() {
        return root < 0
                ? IntStream.of(~root)
                : IntStream.range(root, root + nodes)
                        .flatMap(node -> IntStream.of(trees.left[node], trees.right[node]))
                        .filter(child -> child < 0)
                        .map(child -> ~child);
    }

    /** Returns the size of the root's part in bytecode. */
    int rootBytes() {
        return nodes == 0 ? TreeWriter.LEAF_BYTES : bytes[0];
    }

    /** Returns the nodes below the root at which further methods begin. */
    List<Integer> furtherStarts() {
        return furtherStarts;
    }

    boolean isStart(int node) {
        return start[node - root];
    }
}
