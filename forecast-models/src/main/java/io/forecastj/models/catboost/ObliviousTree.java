package io.forecastj.models.catboost;

/**
 * Tree that asks the same question at all nodes of a level, as described in its file.
 *
 * <p>Thread-safe as long as nobody changes the arrays, which are not copied. Bit {@code i} of a leaf's number is 1 if
 * the row's value is above the border of split {@code i}.
 *
 * @param splits the splits, as numbers into those of {@link NumericInputs}
 * @param values the values of the leaves, all outputs of a leaf side by side
 * @param weights the weights of the training rows at the leaves; empty if the file has none
 */
record ObliviousTree(int[] splits, double[] values, double[] weights) {}
