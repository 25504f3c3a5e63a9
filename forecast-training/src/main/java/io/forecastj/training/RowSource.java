package io.forecastj.training;

import io.forecastj.training.network.Batch;

/** Rows of a training or validation set. For one thread. */
interface RowSource {
    /** Returns the number of rows. */
    int size();

    /**
     * Writes rows to the beginning of a batch and sets its size.
     *
     * @param rows the numbers of rows, from 0
     * @param from the first element of {@code rows} to read
     * @param count the number of rows, at most the capacity of the batch
     * @param into receives the rows
     */
    void read(int[] rows, int from, int count, Batch into);
}
