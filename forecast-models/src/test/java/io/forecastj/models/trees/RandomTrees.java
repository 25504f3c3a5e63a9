package io.forecastj.models.trees;

import io.forecastj.models.lightgbm.TestModels;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Trees of any size and shape, with every kind of decision, without a training. */
public final class RandomTrees {
    public static final int FEATURES = 7;

    private static final double[] THRESHOLDS = {0, 1e-36, -1e-36, -2, -0.5, 0.25, 1, 3, Double.POSITIVE_INFINITY};

    private RandomTrees() {}

    /** A tree of so many leaves; as a chain each split is below the one before. */
    public static Tree tree(SplittableRandom random, int leaves, boolean chain, boolean categorical) {
        int nodes = leaves - 1;
        int[] feature = new int[nodes];
        double[] threshold = new double[nodes];
        byte[] decision = new byte[nodes];
        int[] left = new int[nodes];
        int[] right = new int[nodes];
        double[] leaf = new double[leaves];
        int[][] place = new int[leaves][]; // the node and side of each leaf
        for (int node = 0; node < nodes; node++) {
            int split = chain ? node : random.nextInt(node + 1);
            if (place[split] != null) {
                (place[split][1] == 0 ? left : right)[place[split][0]] = node;
            }
            left[node] = ~split;
            right[node] = ~(node + 1);
            place[split] = new int[] {node, 0};
            place[node + 1] = new int[] {node, 1};
            feature[node] = random.nextInt(FEATURES);
            boolean set = categorical && random.nextInt(4) == 0;
            threshold[node] = set
                    ? random.nextInt(2)
                    : random.nextBoolean()
                            ? THRESHOLDS[random.nextInt(THRESHOLDS.length)]
                            : TestModels.gaussian(random) * 3;
            decision[node] = (byte)
                    (set
                            ? 1 | random.nextInt(2) * (2 + 12 * random.nextInt(2))
                            : random.nextInt(2) * 2 | random.nextInt(4) << 2);
        }
        for (int i = 0; i < leaves; i++) {
            leaf[i] = TestModels.gaussian(random);
        }
        int[] bounds = categorical ? new int[] {0, 1, 4} : new int[] {0};
        int[] words = categorical ? random.ints(4).toArray() : new int[0];
        double[] none = {};
        return new Tree(feature, threshold, decision, left, right, new double[nodes], leaf, none, none, bounds, words);
    }

    /** The same with leaves that are 32-bit floats. */
    static Tree withFloatLeaves(Tree tree) {
        double[] leaf = tree.leaf().clone();
        for (int i = 0; i < leaf.length; i++) {
            leaf[i] = (float) leaf[i];
        }
        return new Tree(
                tree.feature(),
                tree.threshold(),
                tree.decision(),
                tree.left(),
                tree.right(),
                tree.gain(),
                leaf,
                tree.nodeCount(),
                tree.leafCount(),
                tree.setBounds(),
                tree.setWords());
    }

    /** The same with one training row in each leaf. */
    public static Tree counted(Tree tree) {
        double[] nodeCount = new double[tree.feature().length];
        double[] leafCount = new double[tree.leaf().length];
        Arrays.fill(leafCount, 1);
        // a child has a larger number than its parent here
        for (int node = nodeCount.length - 1; node >= 0; node--) {
            nodeCount[node] = count(tree.left()[node], nodeCount) + count(tree.right()[node], nodeCount);
        }
        return new Tree(
                tree.feature(),
                tree.threshold(),
                tree.decision(),
                tree.left(),
                tree.right(),
                tree.gain(),
                tree.leaf(),
                nodeCount,
                leafCount,
                tree.setBounds(),
                tree.setWords());
    }

    private static double count(int child, double[] nodeCount) {
        return child < 0 ? 1 : nodeCount[child];
    }

    public static double[][] rows(SplittableRandom random, int count) {
        double[] odd = {0, -0.0, 1e-36, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.5, 1e10, 0.25
        };
        double[][] rows = new double[count][FEATURES];
        for (double[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                row[j] = switch (random.nextInt(3)) {
                    case 0 -> odd[random.nextInt(odd.length)];
                    case 1 -> random.nextInt(100);
                    default -> TestModels.gaussian(random) * 3;
                };
            }
        }
        return rows;
    }
}
