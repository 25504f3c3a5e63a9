package io.forecastj.models.trees;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Rows to warm up trees, generated from the trees' thresholds.
 *
 * <p>Not thread-safe.
 */
final class MadeUpRows {
    private final FlatTrees trees;
    private final SplittableRandom random = new SplittableRandom(1);
    private final int[][] nodesByFeature;
    private final int[] nodeParent;
    private final int[] leafParent;

    MadeUpRows(FlatTrees trees) {
        this.trees = trees;
        this.nodesByFeature = nodesByFeature(trees.feature);
        this.nodeParent = new int[trees.feature.length];
        this.leafParent = new int[trees.leaf.length];
        Arrays.fill(nodeParent, -1);
        Arrays.fill(leafParent, -1);
        for (int node = 0; node < nodeParent.length; node++) {
            setParent(trees.left[node], node);
            setParent(trees.right[node], node);
        }
    }

    private static int[][] nodesByFeature(int[] feature) {
        int[] counts = new int[Arrays.stream(feature).max().orElse(-1) + 1];
        for (int f : feature) {
            counts[f]++;
        }
        int[][] nodes = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
        for (int node = 0; node < feature.length; node++) {
            int f = feature[node];
            nodes[f][--counts[f]] = node;
        }
        return nodes;
    }

    private void setParent(int child, int parent) {
        if (child >= 0) {
            nodeParent[child] = parent;
        } else {
            leafParent[~child] = parent;
        }
    }

    /** Returns the length of a row: up to the last feature of a split. */
    int width() {
        return nodesByFeature.length;
    }

    /**
     * Generates rows whose values are thresholds of their features; they spread over the trees about as real rows do.
     */
    double[][] spread(int count) {
        double[][] rows = new double[count][nodesByFeature.length];
        for (double[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                if (nodesByFeature[j].length > 0) {
                    int node = nodesByFeature[j][random.nextInt(nodesByFeature[j].length)];
                    row[j] = goingLeft(node);
                }
            }
        }
        return rows;
    }

    /** Changes a row so that it reaches a leaf, unless the tree contradicts itself on the way to the leaf. */
    void reach(int leaf, double[] row) {
        int child = ~leaf;
        int node = leafParent[leaf];
        while (node >= 0) {
            // Splits further down are closer to the leaf's range, so a value that goes in the right direction is kept.
            boolean left = trees.left[node] == child;
            int feature = trees.feature[node];
            if (trees.goesLeft(node, row[feature]) != left) {
                row[feature] = left ? goingLeft(node) : goingRight(node);
            }
            child = node;
            node = nodeParent[node];
        }
    }

    private double goingLeft(int node) {
        double threshold = trees.threshold[node];
        if ((trees.kind[node] & FlatTrees.CATEGORICAL) == 0) {
            return threshold;
        }
        int from = trees.setBounds[(int) threshold];
        int to = trees.setBounds[(int) threshold + 1];
        if (from == to) {
            return 0;
        }
        int word = random.nextInt(from, to);
        return 32 * (word - from) + Integer.numberOfTrailingZeros(trees.setWords[word]);
    }

    private double goingRight(int node) {
        // -1 is in no set
        return (trees.kind[node] & FlatTrees.CATEGORICAL) == 0 ? Math.nextUp(trees.threshold[node]) : -1;
    }
}
