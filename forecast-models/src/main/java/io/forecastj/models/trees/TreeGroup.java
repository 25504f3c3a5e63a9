package io.forecastj.models.trees;

/**
 * Some consecutive trees of one output as bytecode; {@link GroupWriter} writes the subclasses.
 *
 * <p>Immutable and thread-safe. The static methods are the decisions that need more than a comparison.
 */
abstract class TreeGroup {
    /** The model's category sets, 32 categories to a word. */
    final int[] setWords;

    /** The leaves of these trees in the flat form. */
    final int[] leaves;

    TreeGroup(int[] setWords, int[] leaves) {
        this.setWords = setWords;
        this.leaves = leaves;
    }

    /** Adds this group's leaves for a row to a sum, tree by tree in their order. */
    abstract double add(double[] row, double sum);

    /** Adds this group's leaves for rows {@code from} to {@code to} to sums that are {@code step} elements apart. */
    abstract void add(double[][] rows, int from, int to, double[] out, int at, int step);

    /** Returns whether a value goes left at a node where missing values and zeros go left. */
    static boolean leftIfZero(double value, double threshold) {
        return !(Math.abs(value) > FlatTrees.ZERO) || value <= threshold;
    }

    /** Returns whether a value goes left at a node where missing values and zeros go right. */
    static boolean rightIfZero(double value, double threshold) {
        return Math.abs(value) > FlatTrees.ZERO && value <= threshold;
    }

    /**
     * Returns whether a category is in a set. A category is the value, truncated to an int. NaN, negative values and
     * values beyond an int are in no set; a negative value above -1, such as -0.5, is truncated to category 0.
     */
    static boolean inSet(double value, int[] words, int from, int to) {
        if (!(value > -1 && value < 0x1p31)) {
            return false;
        }
        return contains((int) value, words, from, to);
    }

    /**
     * Returns whether a category is in a set where categories are floats, as in XGBoost. NaN, negative values and
     * values from 2^24 on are in no set.
     */
    static boolean inFloatSet(double value, int[] words, int from, int to) {
        float category = (float) value;
        return category >= 0 && category < 0x1p24f && contains((int) category, words, from, to);
    }

    /** Returns the same as {@link #inFloatSet}, but true for NaN. */
    static boolean inFloatSetOrNaN(double value, int[] words, int from, int to) {
        return Double.isNaN(value) || inFloatSet(value, words, from, to);
    }

    private static boolean contains(int category, int[] words, int from, int to) {
        int word = category >>> 5;
        return word < to - from && (words[from + word] >>> (category & 31) & 1) != 0;
    }
}
