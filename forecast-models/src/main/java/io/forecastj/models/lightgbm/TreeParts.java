package io.forecastj.models.lightgbm;

import java.util.ArrayList;
import java.util.List;

/**
 * How a tree is cut into methods: HotSpot never compiles one of 8,000 bytes or more, so a large tree becomes several
 * that call each other.
 *
 * <p>Works without recursion, as a chain of nodes may be as deep as the tree is large.
 */
final class TreeParts {
    private static final int MAX_METHOD = 7_500;

    private final int first; // the tree's smallest node
    private final boolean[] start;
    private final List<Integer> starts = new ArrayList<>();
    private final boolean categorical;

    /**
     * Cuts a tree.
     *
     * @param trees the model's trees
     * @param root the tree's root, an inner node; its other nodes have the numbers that follow
     */
    TreeParts(FlatTrees trees, int root) {
        first = root;
        int[] order = fromTheRoot(trees, root);
        start = new boolean[order.length];
        int[] bytes = new int[order.length];
        boolean sets = false;
        for (int i = order.length - 1; i >= 0; i--) {
            int node = order[i];
            int left = trees.left[node];
            int right = trees.right[node];
            int leftBytes = bytes(bytes, left);
            int rightBytes = bytes(bytes, right);
            if (TreeWriter.NODE_BYTES + leftBytes + rightBytes > MAX_METHOD) {
                boolean cutLeft = leftBytes > rightBytes;
                cut(cutLeft ? left : right);
                leftBytes = cutLeft ? TreeWriter.LEAF_BYTES : leftBytes;
                rightBytes = cutLeft ? rightBytes : TreeWriter.LEAF_BYTES;
            }
            if (TreeWriter.NODE_BYTES + leftBytes + rightBytes > MAX_METHOD) {
                cut(leftBytes > rightBytes ? left : right);
                leftBytes = TreeWriter.LEAF_BYTES;
                rightBytes = TreeWriter.LEAF_BYTES;
            }
            bytes[node - first] = TreeWriter.NODE_BYTES + leftBytes + rightBytes;
            sets |= (trees.kind[node] & FlatTrees.CATEGORICAL) != 0;
        }
        cut(root);
        categorical = sets;
    }

    /** The tree's nodes, each before its children. */
    private static int[] fromTheRoot(FlatTrees trees, int root) {
        List<Integer> order = new ArrayList<>();
        order.add(root);
        for (int i = 0; i < order.size(); i++) {
            int node = order.get(i);
            if (trees.left[node] >= 0) {
                order.add(trees.left[node]);
            }
            if (trees.right[node] >= 0) {
                order.add(trees.right[node]);
            }
        }
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    private int bytes(int[] bytes, int child) {
        return child < 0 ? TreeWriter.LEAF_BYTES : bytes[child - first];
    }

    private void cut(int node) {
        start[node - first] = true;
        starts.add(node);
    }

    /** The nodes at which methods begin, the root among them. */
    List<Integer> starts() {
        return starts;
    }

    boolean isStart(int node) {
        return start[node - first];
    }

    /** Whether any node looks into a category set; then the methods take the sets too. */
    boolean categorical() {
        return categorical;
    }

    String descriptor() {
        return categorical ? "([D[I)D" : "([D)D";
    }
}
