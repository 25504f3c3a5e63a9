package io.forecastj.models.trees;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums over the splits of trees by feature, from which importances are made.
 *
 * <p>Stateless and thread-safe.
 */
public final class SplitSums {
    private SplitSums() {}

    /** Value of one split. */
    @FunctionalInterface
    public interface SplitValue {
        /**
         * Returns what a split adds to the sum of its feature.
         *
         * @param tree the tree
         * @param node the number of the inner node
         * @return the value
         */
        double of(Tree tree, int node);
    }

    /**
     * Adds values of splits, tree after tree.
     *
     * @param features the names of the features
     * @param trees the trees
     * @param value the value of each split
     * @return the sums by feature in the order of the names, 0 for an unused one; cannot be changed
     */
    public static Map<String, Double> of(List<String> features, List<Tree> trees, SplitValue value) {
        double[] sums = new double[features.size()];
        for (Tree tree : trees) {
            for (int node = 0; node < tree.feature().length; node++) {
                sums[tree.feature()[node]] += value.of(tree, node);
            }
        }
        Map<String, Double> byName = new LinkedHashMap<>();
        for (int i = 0; i < sums.length; i++) {
            byName.put(features.get(i), sums[i]);
        }
        return Collections.unmodifiableMap(byName);
    }
}
