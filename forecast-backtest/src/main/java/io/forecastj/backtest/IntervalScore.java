package io.forecastj.backtest;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Scores of the central intervals of one nominal coverage.
 *
 * <p>Immutable and thread-safe, equal by value. {@link io.forecastj.metrics.ProbabilisticMetrics} defines the scores.
 * All except the level are NaN if no pair was scored. Made by {@link ModelScores}.
 */
public final class IntervalScore {
    private final double level;
    private final double coverage;
    private final double width;
    private final double winkler;

    IntervalScore(double level, double coverage, double width, double winkler) {
        this.level = level;
        this.coverage = coverage;
        this.width = width;
        this.winkler = winkler;
    }

    /** {@return the nominal coverage, between 0 and 1} */
    public double level() {
        return level;
    }

    /** {@return the share of actual values inside the interval, ends included, from 0 to 1} */
    public double coverage() {
        return coverage;
    }

    /** {@return the mean width, in the target's unit} */
    public double width() {
        return width;
    }

    /**
     * Returns the Winkler score: the mean width with a penalty for each miss.
     *
     * @return the score in the target's unit; lower is better
     */
    public double winkler() {
        return winkler;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IntervalScore that
                && Double.compare(level, that.level) == 0
                && Double.compare(coverage, that.coverage) == 0
                && Double.compare(width, that.width) == 0
                && Double.compare(winkler, that.winkler) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(level, coverage, width, winkler);
    }

    @Override
    public String toString() {
        return "IntervalScore[level=" + level + ", coverage=" + coverage + ", width=" + width + ", winkler=" + winkler
                + "]";
    }
}
