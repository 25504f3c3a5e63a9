package io.forecastj.backtest.splits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.util.Combinations;
import org.apache.commons.math3.util.CombinatoricsUtils;

/**
 * Combinatorial purged cross-validation: of n blocks of rows every choice of k is tested once, and the rest trains,
 * purged as in {@link PurgedKFold} (Lopez de Prado, Advances in Financial Machine Learning, 2018, chapter 12).
 *
 * <p>Immutable and thread-safe, equal by value. There are C(n, k) splits. Each block is tested in C(n - 1, k - 1) of
 * them, so the forecasts make up as many paths over all rows. The first split that tests a block gives it to path 0,
 * the second to path 1, and so on. Training rows may lie after the test rows, so these are no walk-forward windows.
 */
public record CombinatorialPurged(int groups, int tested, int embargo) implements Splits {
    private static final long MOST_SPLITS = 100_000;

    /**
     * Checks the numbers.
     *
     * @param groups the number of blocks, at least 2
     * @param tested the number of blocks that a split tests, from 1 to {@code groups - 1}
     * @param embargo the number of rows left out after the labels of a test block, at least 0
     * @throws IllegalArgumentException if a number is out of its range, or there would be more than 100,000 splits
     */
    public CombinatorialPurged {
        if (groups < 2 || tested < 1 || tested >= groups) {
            throw new IllegalArgumentException("expected at least 2 groups, and from 1 to all but one of them tested,"
                    + " found " + tested + " of " + groups);
        }
        Blocks.embargo(embargo);
        if (groups > 60 || CombinatoricsUtils.binomialCoefficientDouble(groups, tested) > MOST_SPLITS) {
            throw new IllegalArgumentException(
                    tested + " of " + groups + " groups give more than 100,000 splits; use fewer groups");
        }
    }

    /**
     * Creates splits without an embargo.
     *
     * @param groups the number of blocks, at least 2
     * @param tested the number of blocks that a split tests, from 1 to {@code groups - 1}
     * @return the splits
     * @throws IllegalArgumentException if a number is out of its range, or there would be more than 100,000 splits
     */
    public static CombinatorialPurged of(int groups, int tested) {
        return new CombinatorialPurged(groups, tested, 0);
    }

    /**
     * Returns a copy with an embargo; see {@link PurgedKFold#embargo(int)}.
     *
     * @param rows the number of rows left out after the labels of a test block, at least 0
     * @return the copy
     * @throws IllegalArgumentException if {@code rows < 0}
     */
    public CombinatorialPurged embargo(int rows) {
        return new CombinatorialPurged(groups, tested, rows);
    }

    /** {@return the number of splits} */
    public int count() {
        return (int) CombinatoricsUtils.binomialCoefficient(groups, tested);
    }

    @Override
    public int paths() {
        return (int) CombinatoricsUtils.binomialCoefficient(groups - 1, tested - 1);
    }

    @Override
    public List<Split> splits(int[] labelEnds) {
        Blocks blocks = new Blocks(labelEnds, groups, embargo);
        int[] next = new int[groups];
        List<int[]> choices = new ArrayList<>();
        new Combinations(groups, tested).forEach(choices::add);
        choices.sort(Arrays::compare);
        List<Split> splits = new ArrayList<>();
        for (int[] choice : choices) {
            splits.add(blocks.split(
                    Arrays.stream(choice).boxed().toList(),
                    Arrays.stream(choice).map(group -> next[group]++).boxed().toList()));
        }
        return List.copyOf(splits);
    }
}
