package io.forecastj.models.trees;

/**
 * Sums a model's trees; all forms give the same sums in every bit.
 *
 * <p>Immutable and thread-safe; a row allocates nothing. Rows have the model's length, which callers check.
 */
sealed interface TreeEvaluator permits FlatTrees, CompiledTrees {
    /** Returns the score of a model of one output. */
    double score(double[] row);

    /** Writes the scores of all outputs of a row. */
    void scores(double[] row, double[] out, int at);

    /** Writes the scores of many rows, all outputs of a row side by side. */
    void scores(double[][] rows, double[] out);
}
