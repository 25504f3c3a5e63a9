package io.forecastj.models.trees;

/**
 * One decision tree as described in its file; the reader has checked that it is well-formed.
 *
 * <p>Thread-safe as long as nobody changes the arrays, which are not copied. Inner nodes are numbered from 0, the root;
 * a tree of one leaf has none. A child of at least 0 is an inner node, a negative one is the leaf {@code ~child}.
 *
 * @param feature the input that a node compares
 * @param threshold the value at which the node splits; for a categorical node the number of its category set
 * @param decision bit 0: categorical; bit 1: missing values go left; bits 2 and 3: see {@link #missing}
 * @param left the child for values up to the threshold, or in the category set
 * @param right the other child
 * @param gain the split's gain in training; empty if it was not written
 * @param leaf the leaves' values
 * @param nodeCount the number of training rows at each inner node, or their weight; empty if they were not counted
 * @param leafCount the number of training rows at each leaf, or their weight; empty if they were not counted
 * @param setBounds the index in {@code setWords} at which each category set begins, and the end of the last set
 * @param setWords the category sets as bits, 32 categories to a word
 */
public record Tree(
        int[] feature,
        double[] threshold,
        byte[] decision,
        int[] left,
        int[] right,
        double[] gain,
        double[] leaf,
        double[] nodeCount,
        double[] leafCount,
        int[] setBounds,
        int[] setWords) {
    /** No value counts as missing: NaN counts as 0. */
    public static final int MISSING_NONE = 0;
    /** NaN and 0 count as missing. */
    public static final int MISSING_ZERO = 1;
    /** NaN counts as missing; as for the two above, values of at most 1e-35 count as 0, LightGBM's rule. */
    public static final int MISSING_NAN = 2;
    /**
     * NaN counts as missing, and no other value is changed, XGBoost's rule. At a categorical node, a category is the
     * value rounded to a float and truncated; negative ones are in no set; NaN is in the set if missing values go left.
     */
    public static final int MISSING_NAN_ONLY = 3;

    /**
     * Returns whether a node looks a category up in a set.
     *
     * @param node the node
     * @return false if it compares with a threshold
     */
    public boolean categorical(int node) {
        return (decision[node] & 1) != 0;
    }

    boolean defaultLeft(int node) {
        return (decision[node] & 2) != 0;
    }

    int missing(int node) {
        return decision[node] >> 2 & 3;
    }

    /**
     * Finds a node whose number of training rows is not the sum of its children's.
     *
     * @return the first such node; -1 if there is none, or the rows were not counted
     */
    public int miscounted() {
        if (nodeCount.length > 0 && leafCount.length > 0) {
            for (int node = 0; node < nodeCount.length; node++) {
                if (rowsBelow(node) != nodeCount[node]) {
                    return node;
                }
            }
        }
        return -1;
    }

    /**
     * Counts the training rows of a node's children.
     *
     * @param node the node
     * @return the sum
     */
    public double rowsBelow(int node) {
        return rows(left[node]) + rows(right[node]);
    }

    private double rows(int child) {
        return child >= 0 ? nodeCount[child] : leafCount[~child];
    }
}
