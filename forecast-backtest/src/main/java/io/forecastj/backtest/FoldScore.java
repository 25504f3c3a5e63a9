package io.forecastj.backtest;

import io.forecastj.metrics.PointMetrics;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Score of one forecaster in one fold or in several together, from the actual values that are known so far; see {@link
 * FoldScores}.
 *
 * <p>Immutable and thread-safe, equal by value. Scores are NaN if {@link #pairs()} is 0: no actual value is known yet,
 * as right after a fold with a long horizon, or no forecast was made or finite. Skills are NaN too if the naive
 * forecast has no error. NaN is neither above nor below any number, so a {@link RefitRule} must say what it does then.
 */
public final class FoldScore {
    private final Instant testFrom;
    private final Instant testTo;
    private final Sums sums;

    /**
     * Sums over pairs.
     *
     * @param naiveSquared of the squared errors of the naive forecast
     */
    record Sums(long pairs, double absolute, double squared, double naiveAbsolute, double naiveSquared) {
        static final Sums NONE = new Sums(0, 0, 0, 0, 0);

        Sums plus(Sums other) {
            return new Sums(
                    pairs + other.pairs,
                    absolute + other.absolute,
                    squared + other.squared,
                    naiveAbsolute + other.naiveAbsolute,
                    naiveSquared + other.naiveSquared);
        }
    }

    FoldScore(Instant testFrom, Instant testTo, Sums sums) {
        this.testFrom = testFrom;
        this.testTo = testTo;
        this.sums = sums;
    }

    static FoldScore sum(List<FoldScore> folds) {
        return new FoldScore(
                folds.get(0).testFrom,
                folds.get(folds.size() - 1).testTo,
                folds.stream().map(fold -> fold.sums).reduce(Sums.NONE, Sums::plus));
    }

    /** {@return the time of the first test origin} */
    public Instant testFrom() {
        return testFrom;
    }

    /** {@return the time of the last test origin} */
    public Instant testTo() {
        return testTo;
    }

    /** {@return the number of pairs of a finite forecast and a known actual value} */
    public long pairs() {
        return sums.pairs();
    }

    /** {@return the mean absolute error, in the target's unit} */
    public double mae() {
        return sums.absolute() / sums.pairs();
    }

    /** {@return the root mean squared error, in the target's unit} */
    public double rmse() {
        return Math.sqrt(sums.squared() / sums.pairs());
    }

    /** {@return the fraction of the naive forecast's RMSE on the same pairs that the forecaster removes} */
    public double skill() {
        return PointMetrics.skill(rmse(), Math.sqrt(sums.naiveSquared() / sums.pairs()));
    }

    /** {@return the fraction of the naive forecast's MAE on the same pairs that the forecaster removes} */
    public double maeSkill() {
        return PointMetrics.skill(mae(), sums.naiveAbsolute() / sums.pairs());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FoldScore that
                && testFrom.equals(that.testFrom)
                && testTo.equals(that.testTo)
                && sums.equals(that.sums);
    }

    @Override
    public int hashCode() {
        return Objects.hash(testFrom, testTo, sums);
    }

    @Override
    public String toString() {
        return "FoldScore[" + testFrom + " to " + testTo + ", pairs=" + pairs() + ", mae=" + mae() + ", rmse=" + rmse()
                + ", skill=" + skill() + "]";
    }
}
