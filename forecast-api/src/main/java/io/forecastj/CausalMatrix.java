package io.forecastj;

import java.util.List;

/**
 * Named columns of numbers computed from a series; each row depends only on that row and earlier ones.
 *
 * <p>Immutable and thread-safe. A feature pipeline is one.
 */
public interface CausalMatrix {
    /**
     * Returns the names of the computed columns, in order.
     *
     * @return the names, unmodifiable
     */
    List<String> columns();

    /**
     * Returns the number of first rows that may hold NaN because their window is not yet full.
     *
     * @return the warm-up, at least 0
     */
    int warmup();

    /**
     * Returns whether a row depends on its last {@code warmup() + 1} rows alone, up to about a millionth of its size,
     * where no value is missing.
     *
     * @return true if so; false if it may depend on any earlier row, or if that is not known
     */
    default boolean boundedMemory() {
        return false;
    }

    /**
     * Computes the columns for every row of a series.
     *
     * @param series the series
     * @return one new array of {@code columns().size()} values for each row
     * @throws InvalidSeriesException if the series lacks a column that is needed
     */
    double[][] rows(TimeSeries series);
}
