package io.forecastj.models.catboost;

import io.forecastj.models.trees.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes binary trees of an oblivious tree, one for each output.
 *
 * <p>The root asks the tree's last split, as in CatBoost's explanations of forecasts, which depend on the order. A node
 * whose answer follows from those above it, because they compare the same input, is left out. CatBoost sends a value
 * right if, rounded to a 32-bit float, it is above the border; the trees here compare unrounded values with the largest
 * value that CatBoost sends left.
 *
 * <p>Not thread-safe.
 */
final class TreeExpansion {
    private final NumericInputs inputs;
    private final ObliviousTree source;
    private final int[] feature;
    private final double[] threshold;
    private final byte[] decision;
    private final int[] left;
    private final int[] right;
    private final double[] nodeWeight;
    private final int[] number; // of a leaf in the source
    private int nodes;
    private int leaves;

    private TreeExpansion(NumericInputs inputs, ObliviousTree source) {
        this.inputs = inputs;
        this.source = source;
        int most = 1 << source.splits().length;
        feature = new int[most - 1];
        threshold = new double[most - 1];
        decision = new byte[most - 1];
        left = new int[most - 1];
        right = new int[most - 1];
        nodeWeight = new double[most - 1];
        number = new int[most];
    }

    /**
     * Makes the trees of a model.
     *
     * @param content the model
     * @return the trees, one for each output, then those of the next oblivious tree, and so on
     */
    static List<Tree> of(CatBoostContent content) {
        List<Tree> trees = new ArrayList<>(content.trees().size() * content.outputs());
        for (ObliviousTree each : content.trees()) {
            TreeExpansion expansion = new TreeExpansion(content.inputs(), each);
            expansion.child(each.splits().length - 1, 0);
            expansion.addTo(trees, content.outputs());
        }
        return trees;
    }

    /**
     * Adds the part of the tree below some answers.
     *
     * @param split the next split; -1 if all are answered
     * @param answers the answers so far, in the bits of their splits
     * @return the node or, negative, the leaf
     */
    private int child(int split, int answers) {
        int next = split;
        int bits = answers;
        for (int known = 0; next >= 0; next--) {
            known = known(next, bits);
            if (known < 0) {
                break;
            }
            bits |= known << next;
        }
        if (next < 0) {
            number[leaves] = bits;
            return ~leaves++;
        }
        int node = nodes++;
        int asked = source.splits()[next];
        feature[node] = inputs.inputs()[asked];
        threshold[node] = largestNotAbove(inputs.borders()[asked]);
        decision[node] = (byte) ((inputs.missingAbove()[asked] ? 0 : 2) | Tree.MISSING_NAN_ONLY << 2);
        left[node] = child(next - 1, bits);
        right[node] = child(next - 1, bits | 1 << next);
        nodeWeight[node] = weight(left[node]) + weight(right[node]);
        return node;
    }

    /** Returns the answer to a split that follows from the answers to those above it; -1 if none does. */
    private int known(int split, int answers) {
        int asked = source.splits()[split];
        float border = inputs.borders()[asked];
        for (int i = source.splits().length - 1; i > split; i--) {
            int before = source.splits()[i];
            if (inputs.inputs()[before] == inputs.inputs()[asked]) {
                boolean above = (answers >> i & 1) != 0;
                if (above && border <= inputs.borders()[before]) {
                    return 1;
                }
                if (!above && border >= inputs.borders()[before]) {
                    return 0;
                }
            }
        }
        return -1;
    }

    private double weight(int child) {
        if (child >= 0) {
            return nodeWeight[child];
        }
        return source.weights().length == 0 ? 0 : source.weights()[number[~child]];
    }

    private void addTo(List<Tree> trees, int outputs) {
        int[] features = Arrays.copyOf(feature, nodes);
        double[] thresholds = Arrays.copyOf(threshold, nodes);
        byte[] decisions = Arrays.copyOf(decision, nodes);
        int[] lefts = Arrays.copyOf(left, nodes);
        int[] rights = Arrays.copyOf(right, nodes);
        boolean weighted = source.weights().length > 0;
        double[] nodeWeights = weighted ? Arrays.copyOf(nodeWeight, nodes) : new double[0];
        double[] leafWeights = new double[weighted ? leaves : 0];
        for (int i = 0; i < leafWeights.length; i++) {
            leafWeights[i] = source.weights()[number[i]];
        }
        for (int k = 0; k < outputs; k++) {
            double[] values = new double[leaves];
            for (int i = 0; i < leaves; i++) {
                values[i] = source.values()[number[i] * outputs + k];
            }
            trees.add(new Tree(
                    features,
                    thresholds,
                    decisions,
                    lefts,
                    rights,
                    new double[0],
                    values,
                    nodeWeights,
                    leafWeights,
                    new int[1],
                    new int[0]));
        }
    }

    /** Returns the largest number that is not above a border when it is rounded to a float, half to even. */
    static double largestNotAbove(float border) {
        float after = Math.nextUp(border);
        // half a step above the largest float, from where on numbers are rounded to infinity
        double middle = after == Float.POSITIVE_INFINITY ? 0x1.ffffffp127 : ((double) border + after) / 2;
        return (float) middle <= border ? middle : Math.nextDown(middle);
    }
}
