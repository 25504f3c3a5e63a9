package io.forecastj.models.linear;

/** Rows of inputs and labels that a regression is estimated from. Immutable and thread-safe. */
interface TrainingRows {
    /** Returns the number of rows. */
    int count();

    /**
     * Writes consecutive rows.
     *
     * @param from the first row
     * @param inputs receives the inputs, one array for each row
     * @param labels receives the labels, one array for each row
     * @param count the number of rows, at most the number of arrays
     */
    void fill(int from, int count, double[][] inputs, double[][] labels);
}
