package io.forecastj.models.lightgbm;

/**
 * One tree as its text says, proved well-formed by {@link TreeReader}.
 *
 * <p>Inner nodes are numbered from 0, the root; a tree of one leaf has none. A child of at least 0 is an inner node,
 * one below is the leaf {@code ~child}.
 *
 * @param feature the input that a node looks at
 * @param threshold where it splits; of a categorical node the number of its category set
 * @param decision bit 0: categorical; bit 1: missing values go left; bits 2 and 3: see {@link #missing}
 * @param left the child for values up to the threshold, or in the category set
 * @param right the other child
 * @param gain what the split gained in training
 * @param leaf the leaves' values
 * @param nodeCount how many training rows each inner node saw; empty if the text does not say
 * @param leafCount how many each leaf saw; empty if the text does not say
 * @param setBounds where each category set begins in {@code setWords}, and where the last ends
 * @param setWords the category sets as bits, 32 categories to a word
 */
record Tree(
        int[] feature,
        double[] threshold,
        byte[] decision,
        int[] left,
        int[] right,
        double[] gain,
        double[] leaf,
        int[] nodeCount,
        int[] leafCount,
        int[] setBounds,
        int[] setWords) {
    static final int MISSING_NONE = 0;
    static final int MISSING_ZERO = 1;
    static final int MISSING_NAN = 2;

    boolean categorical(int node) {
        return (decision[node] & 1) != 0;
    }

    boolean defaultLeft(int node) {
        return (decision[node] & 2) != 0;
    }

    int missing(int node) {
        return decision[node] >> 2 & 3;
    }

    /** The first node whose rows are not those of its children; -1 if there is none, or the text does not say. */
    int miscounted() {
        if (nodeCount.length > 0 && leafCount.length > 0) {
            for (int node = 0; node < nodeCount.length; node++) {
                if (rowsBelow(node) != nodeCount[node]) {
                    return node;
                }
            }
        }
        return -1;
    }

    /** How many training rows the children of a node saw; the sum of two counts may pass those of an int. */
    long rowsBelow(int node) {
        return (long) rows(left[node]) + rows(right[node]);
    }

    private int rows(int child) {
        return child >= 0 ? nodeCount[child] : leafCount[~child];
    }
}
