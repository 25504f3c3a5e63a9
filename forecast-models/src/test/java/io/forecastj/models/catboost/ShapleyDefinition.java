package io.forecastj.models.catboost;

/**
 * Shapley values of a row's inputs by their definition, over all subsets of the inputs and from the oblivious trees
 * themselves: an input outside the subset takes both answers, by the weights of the training rows; below a node that no
 * training row has reached, the row takes its own way.
 */
final class ShapleyDefinition {
    private final CatBoostContent content;
    private final double[] row;
    private final int features;

    ShapleyDefinition(CatBoostContent content, double[] row) {
        this.content = content;
        this.row = row;
        this.features = content.inputs().names().size();
    }

    double[] contributions() {
        double[] values = new double[content.outputs() * (features + 1)];
        for (int k = 0; k < content.outputs(); k++) {
            int at = k * (features + 1);
            for (int feature = 0; feature < features; feature++) {
                for (int subset = 0; subset < 1 << features; subset++) {
                    if ((subset >> feature & 1) == 0) {
                        double change = value(subset | 1 << feature, k) - value(subset, k);
                        values[at + feature] += weight(Integer.bitCount(subset)) * change;
                    }
                }
            }
            values[at + features] = value(0, k) + content.linear().bias()[k];
        }
        return values;
    }

    /** The part of the orders of all inputs in which those of a subset of a size come first, then one certain input. */
    private double weight(int size) {
        return factorial(size) * factorial(features - size - 1) / factorial(features);
    }

    private static double factorial(int n) {
        return n < 2 ? 1 : n * factorial(n - 1);
    }

    private double value(int subset, int output) {
        double sum = 0;
        for (ObliviousTree tree : content.trees()) {
            sum += below(tree, tree.splits().length - 1, 0, subset, output);
        }
        return content.linear().scale() * sum;
    }

    private double below(ObliviousTree tree, int split, int answers, int subset, int output) {
        if (split < 0) {
            return tree.values()[answers * content.outputs() + output];
        }
        int asked = tree.splits()[split];
        int input = content.inputs().inputs()[asked];
        float found = (float) row[input];
        boolean above = Float.isNaN(found)
                ? content.inputs().missingAbove()[asked]
                : found > content.inputs().borders()[asked];
        int own = above ? answers | 1 << split : answers;
        if (!possible(tree, split, answers)) {
            return below(tree, split - 1, answers | 1 << split, subset, output);
        }
        if (!possible(tree, split, answers | 1 << split)) {
            return below(tree, split - 1, answers, subset, output);
        }
        double high = weight(tree, split - 1, answers | 1 << split);
        double low = weight(tree, split - 1, answers);
        if ((subset >> input & 1) != 0 || high + low == 0) {
            return below(tree, split - 1, own, subset, output);
        }
        double sum = high > 0 ? high * below(tree, split - 1, answers | 1 << split, subset, output) : 0;
        return (sum + (low > 0 ? low * below(tree, split - 1, answers, subset, output) : 0)) / (high + low);
    }

    private double weight(ObliviousTree tree, int split, int answers) {
        if (split >= 0) {
            return weight(tree, split - 1, answers) + weight(tree, split - 1, answers | 1 << split);
        }
        return possible(tree, 0, answers) ? tree.weights()[answers] : 0;
    }

    /** Returns whether there is a value of each input with the answers to the splits from a number on. */
    private boolean possible(ObliviousTree tree, int from, int answers) {
        for (int i = from; i < tree.splits().length; i++) {
            for (int j = from; j < tree.splits().length; j++) {
                int high = tree.splits()[i];
                int low = tree.splits()[j];
                if (content.inputs().inputs()[high] == content.inputs().inputs()[low]
                        && (answers >> i & 1) == 1
                        && (answers >> j & 1) == 0
                        && content.inputs().borders()[high] >= content.inputs().borders()[low]) {
                    return false;
                }
            }
        }
        return true;
    }
}
