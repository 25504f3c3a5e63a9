package io.forecastj.backtest.splits;

import java.util.ArrayList;
import java.util.List;

/**
 * K-fold cross-validation of rows in time: each of k blocks of rows is tested once, and the rest trains, without the
 * rows whose labels overlap those of the test rows, and without an embargo after them (Lopez de Prado, Advances in
 * Financial Machine Learning, 2018, chapter 7).
 *
 * <p>Immutable and thread-safe, equal by value. Training rows may lie after the test rows, so these are no walk-forward
 * windows.
 *
 * <pre>
 *   PurgedKFold.of(4).embargo(2), 20 rows, labels that reach 3 rows ahead, the second split:
 *   train 0..1   purge 2..4   test 5..9   purge 10..12   embargo 13..14   train 15..19
 * </pre>
 */
public record PurgedKFold(int folds, int embargo) implements Splits {
    /**
     * Checks the numbers.
     *
     * @param folds the number of blocks, at least 2
     * @param embargo the number of rows left out after the labels of a test block, at least 0
     * @throws IllegalArgumentException if {@code folds < 2} or {@code embargo < 0}
     */
    public PurgedKFold {
        if (folds < 2) {
            throw new IllegalArgumentException("expected at least 2 folds, found " + folds);
        }
        Blocks.embargo(embargo);
    }

    /**
     * Creates splits without an embargo.
     *
     * @param folds the number of blocks, at least 2
     * @return the splits
     * @throws IllegalArgumentException if {@code folds < 2}
     */
    public static PurgedKFold of(int folds) {
        return new PurgedKFold(folds, 0);
    }

    /**
     * Returns a copy with an embargo, which keeps rows that still resemble the test rows out of the training rows after
     * them.
     *
     * @param rows the number of rows left out after the labels of a test block, at least 0
     * @return the copy
     * @throws IllegalArgumentException if {@code rows < 0}
     */
    public PurgedKFold embargo(int rows) {
        return new PurgedKFold(folds, rows);
    }

    @Override
    public List<Split> splits(int[] labelEnds) {
        Blocks blocks = new Blocks(labelEnds, folds, embargo);
        List<Split> splits = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            splits.add(blocks.split(List.of(fold), List.of(0)));
        }
        return List.copyOf(splits);
    }

    @Override
    public int paths() {
        return 1;
    }
}
