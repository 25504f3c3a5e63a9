package io.forecastj.models.catboost;

import java.util.List;

/**
 * Oblivious trees as flat arrays, for single rows: a leaf's number is put together from the answers to its tree's
 * splits, without a branch that depends on the row. Binary trees follow branches, which a processor cannot foresee.
 *
 * <p>Immutable and thread-safe; allocates nothing. Leaves are added in the order of the trees, as in the binary trees.
 */
final class ObliviousRows {
    private final int outputs;
    private final int[] end; // by tree, the index behind its last split
    private final int[] first; // by tree, the index of its first value
    private final int[] input;
    private final double[] threshold; // the largest value that is not above
    private final boolean[] missingAbove;
    private final double[] value;

    ObliviousRows(CatBoostContent content) {
        List<ObliviousTree> trees = content.trees();
        outputs = content.outputs();
        end = new int[trees.size()];
        first = new int[trees.size()];
        int splits = trees.stream().mapToInt(tree -> tree.splits().length).sum();
        input = new int[splits];
        threshold = new double[splits];
        missingAbove = new boolean[splits];
        value = new double[trees.stream().mapToInt(tree -> tree.values().length).sum()];
        int at = 0;
        int values = 0;
        for (int t = 0; t < end.length; t++) {
            ObliviousTree tree = trees.get(t);
            for (int split : tree.splits()) {
                input[at] = content.inputs().inputs()[split];
                threshold[at] = TreeExpansion.largestNotAbove(content.inputs().borders()[split]);
                missingAbove[at++] = content.inputs().missingAbove()[split];
            }
            end[t] = at;
            first[t] = values;
            System.arraycopy(tree.values(), 0, value, values, tree.values().length);
            values += tree.values().length;
        }
    }

    /** Sums the leaves of a row in a model of one output. */
    double sum(double[] row) {
        boolean clean = isClean(row);
        double sum = 0;
        int from = 0;
        for (int t = 0; t < end.length; t++) {
            sum += value[first[t] + (clean ? plainLeaf(row, from, end[t]) : generalLeaf(row, from, end[t]))];
            from = end[t];
        }
        return sum;
    }

    /** Sums the leaves of a row, for each output. */
    void sums(double[] row, double[] out, int at) {
        boolean clean = isClean(row);
        for (int k = 0; k < outputs; k++) {
            out[at + k] = 0;
        }
        int from = 0;
        for (int t = 0; t < end.length; t++) {
            int leaf = clean ? plainLeaf(row, from, end[t]) : generalLeaf(row, from, end[t]);
            int values = first[t] + leaf * outputs;
            for (int k = 0; k < outputs; k++) {
                out[at + k] += value[values + k];
            }
            from = end[t];
        }
    }

    private static boolean isClean(double[] row) {
        for (double each : row) {
            if (Double.isNaN(each)) {
                return false;
            }
        }
        return true;
    }

    private int plainLeaf(double[] row, int from, int to) {
        int leaf = 0;
        for (int i = from; i < to; i++) {
            leaf |= (row[input[i]] > threshold[i] ? 1 : 0) << i - from;
        }
        return leaf;
    }

    private int generalLeaf(double[] row, int from, int to) {
        int leaf = 0;
        for (int i = from; i < to; i++) {
            double found = row[input[i]];
            boolean above = found > threshold[i] || missingAbove[i] && Double.isNaN(found);
            leaf |= (above ? 1 : 0) << i - from;
        }
        return leaf;
    }
}
