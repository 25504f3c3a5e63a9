package io.forecastj.backtest.tuning;

import java.util.List;

/**
 * One point of the search space and how it did.
 *
 * <p>Immutable. Made by {@link Tuner}; the constructor may gain components.
 *
 * @param number its number, from 1 in the order of drawing
 * @param parameters the point
 * @param evaluations how it did, round by round; at least one
 */
public record Trial(int number, Parameters parameters, List<Evaluation> evaluations) {
    /**
     * Copies the list.
     *
     * @param number its number
     * @param parameters the point
     * @param evaluations how it did
     */
    public Trial {
        evaluations = List.copyOf(evaluations);
    }

    /**
     * Returns how it did in the last round that it came to.
     *
     * @return the last evaluation
     */
    public Evaluation last() {
        return evaluations.get(evaluations.size() - 1);
    }

    /**
     * Tells whether it failed in the last round that it came to.
     *
     * @return true if it has no score there
     */
    public boolean failed() {
        return last().failed();
    }
}
