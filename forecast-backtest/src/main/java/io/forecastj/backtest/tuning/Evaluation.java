package io.forecastj.backtest.tuning;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Score of one trial in one round of a search, or the reason for its failure.
 *
 * <p>Immutable and thread-safe, equal by value. Made by {@link Tuner}.
 */
public final class Evaluation {
    private final int rung;
    private final double score;
    private final int pairs;
    private final Duration time;
    private final String failure;

    /** Rejects a score together with a failure, and neither of them. */
    Evaluation(int rung, double score, int pairs, Duration time, String failure) {
        if (Double.isNaN(score) == failure.isEmpty()) {
            throw new IllegalArgumentException(
                    "an evaluation has a score or a failure, found " + score + " and '" + failure + "'");
        }
        this.rung = rung;
        this.score = score;
        this.pairs = pairs;
        this.time = time;
        this.failure = failure;
    }

    /** {@return the round, from 0; a search without halving has only that one} */
    public int rung() {
        return rung;
    }

    /** {@return the score, lower is better; NaN if the trial failed} */
    public double score() {
        return score;
    }

    /** {@return the number of pairs of forecast and actual value that were scored; 0 if the trial failed} */
    public int pairs() {
        return pairs;
    }

    /** {@return the elapsed time of this evaluation, at the run that made it} */
    public Duration time() {
        return time;
    }

    /** {@return the reason for the failure; empty if there is a score} */
    public String failure() {
        return failure;
    }

    /** {@return true if the trial failed in this round, so that there is no score} */
    public boolean failed() {
        return !failure.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Evaluation that
                && rung == that.rung
                && Double.compare(score, that.score) == 0
                && pairs == that.pairs
                && time.equals(that.time)
                && failure.equals(that.failure);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rung, score, pairs, time, failure);
    }

    @Override
    public String toString() {
        return "Evaluation[rung=" + rung + ", score=" + score + ", pairs=" + pairs + ", time=" + time + ", failure="
                + failure + "]";
    }
}
