package io.forecastj.backtest.tuning;

import java.time.Duration;
import java.util.Objects;

/**
 * How one trial did in one round of a search.
 *
 * <p>Immutable. Made by {@link Tuner}; the constructor may gain components.
 *
 * @param rung the round, from 0; a search without halving has only that one
 * @param score the score, lower is better; NaN if the trial failed
 * @param pairs how many pairs of forecast and actual value were scored; 0 if the trial failed
 * @param time how long it took by the clock, when it was run
 * @param failure why there is no score; empty if there is one
 */
public record Evaluation(int rung, double score, int pairs, Duration time, String failure) {
    /**
     * Checks that there is a score or a failure.
     *
     * @param rung the round
     * @param score the score
     * @param pairs how many pairs were scored
     * @param time how long it took
     * @param failure why there is no score
     * @throws IllegalArgumentException if there are both or neither
     */
    public Evaluation {
        Objects.requireNonNull(time, "time");
        if (Double.isNaN(score) == failure.isEmpty()) {
            throw new IllegalArgumentException(
                    "an evaluation has a score or a failure, found " + score + " and '" + failure + "'");
        }
    }

    /**
     * Tells whether there is no score.
     *
     * @return true if the trial failed in this round
     */
    public boolean failed() {
        return !failure.isEmpty();
    }
}
