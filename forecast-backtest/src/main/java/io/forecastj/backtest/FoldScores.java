package io.forecastj.backtest;

import java.time.Instant;
import java.util.List;

/**
 * Scores of one forecaster in the folds so far, as they are known at the first origin of a later fold.
 *
 * <p>Immutable and thread-safe. Scores are those of the forecaster's first target, beside the last value known at each
 * origin as the naive forecast. A pair of forecast and actual value counts once the time of the actual value is no
 * later than {@link #origin()}; so the pairs of the newest folds may be missing, and no score looks ahead.
 */
public final class FoldScores {
    private final String model;
    private final Instant origin;
    private final List<FoldScore> folds;
    private final int sinceFit;

    FoldScores(String model, Instant origin, List<FoldScore> folds, int sinceFit) {
        this.model = model;
        this.origin = origin;
        this.folds = List.copyOf(folds);
        this.sinceFit = sinceFit;
    }

    /** {@return the forecaster's name} */
    public String model() {
        return model;
    }

    /** {@return the time up to which values are known: that of the first origin of the fold to come} */
    public Instant origin() {
        return origin;
    }

    /**
     * {@return the scores of each fold so far, the earliest first, unmodifiable; those without a known pair included}
     */
    public List<FoldScore> folds() {
        return folds;
    }

    /** {@return the number of folds that the present predictor has served, at least 1} */
    public int foldsSinceFit() {
        return sinceFit;
    }

    /** {@return the score of all folds that the present predictor has served together} */
    public FoldScore sinceFit() {
        return last(sinceFit);
    }

    /**
     * Returns the score of the last folds together.
     *
     * @param count the number of folds, at least 1; all of them if there are fewer
     * @return the score over all their pairs
     * @throws IllegalArgumentException if {@code count < 1}
     */
    public FoldScore last(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("expected at least 1 fold, found " + count);
        }
        return FoldScore.sum(folds.subList(Math.max(0, folds.size() - count), folds.size()));
    }

    @Override
    public String toString() {
        return "scores of '" + model + "' known at " + origin + ": " + folds;
    }
}
