package io.forecastj.backtest.splits;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Training rows and blocks of test rows.
 *
 * <p>Immutable and thread-safe, equal by value. A row stands for an example: what is known at the row, and a label that
 * uses later rows. No label of a training row overlaps one of a test row.
 */
public final class Split {
    private final List<RowRange> train;
    private final List<Integer> groups;
    private final List<RowRange> test;
    private final List<Integer> paths;

    Split(List<RowRange> train, List<Integer> groups, List<RowRange> test, List<Integer> paths) {
        this.train = List.copyOf(train);
        this.groups = List.copyOf(groups);
        this.test = List.copyOf(test);
        this.paths = List.copyOf(paths);
    }

    /** {@return the ranges of training rows in order, unmodifiable; empty if the purge leaves none} */
    public List<RowRange> train() {
        return train;
    }

    /** {@return the blocks of test rows in order, unmodifiable; neighbours are not joined} */
    public List<RowRange> test() {
        return test;
    }

    /** {@return the number of each test block among all blocks, from 0, in the order of {@link #test()}} */
    public List<Integer> groups() {
        return groups;
    }

    /**
     * Returns the path to which the forecasts of each test block belong. A path has one block of each number, and so
     * forecasts of all rows.
     *
     * @return the path of each block, from 0, in the order of {@link #test()}, unmodifiable
     */
    public List<Integer> paths() {
        return paths;
    }

    /** {@return the training rows, increasing, a new array} */
    public int[] trainRows() {
        return rows(train);
    }

    /** {@return the test rows, increasing, a new array} */
    public int[] testRows() {
        return rows(test);
    }

    private static int[] rows(List<RowRange> ranges) {
        return ranges.stream().flatMapToInt(RowRange::rows).toArray();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Split that
                && train.equals(that.train)
                && groups.equals(that.groups)
                && test.equals(that.test)
                && paths.equals(that.paths);
    }

    @Override
    public int hashCode() {
        return Objects.hash(train, groups, test, paths);
    }

    @Override
    public String toString() {
        return "Split[train=" + train + ", test=" + test + ", paths=" + paths + "]";
    }
}
