package io.forecastj.backtest.splits;

import java.util.Arrays;
import java.util.List;

/**
 * Rule that divides rows into training and test rows, several times.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface Splits permits PurgedKFold, CombinatorialPurged {
    /**
     * Divides rows whose labels have their own reach, such as those of a barrier that is hit sooner or later.
     *
     * @param labelEnds for each row the last row that its label uses, that row or a later one
     * @return the splits in order
     * @throws IllegalArgumentException if a label ends before its row, or there are fewer rows than blocks
     */
    List<Split> splits(int[] labelEnds);

    /**
     * Divides rows whose labels all reach equally far.
     *
     * @param rows the number of rows
     * @param reach the number of rows that a label reaches ahead, at least 0; for a forecaster its horizon
     * @return the splits in order
     * @throws IllegalArgumentException if {@code reach < 0}, or there are fewer rows than blocks
     */
    default List<Split> splits(int rows, int reach) {
        if (rows < 0 || reach < 0) {
            throw new IllegalArgumentException(
                    "expected at least 0 rows and a reach of at least 0, found " + rows + " and " + reach);
        }
        int[] ends = new int[rows];
        Arrays.setAll(ends, row -> (int) Math.min(Integer.MAX_VALUE, (long) row + reach));
        return splits(ends);
    }

    /** {@return the number of paths, each with one forecast of every row} */
    int paths();
}
