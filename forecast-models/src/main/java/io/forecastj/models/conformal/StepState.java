package io.forecastj.models.conformal;

import java.util.Arrays;

/**
 * What a {@link StepIntervals} starts from: plain numbers, shared and never changed.
 *
 * @param scores for each window its scores, the oldest first
 * @param trackers for each tracker its state; empty for new ones
 * @param borrowed how many scores of each window, from the first on, come from other series
 */
record StepState(double[][] scores, double[][] trackers, int borrowed) {
    static StepState empty(ConformalSettings settings) {
        double[][] none = new double[settings.windows()][0];
        return new StepState(none, new double[0][], 0);
    }

    /** The fewest scores of any window. */
    int count() {
        return Arrays.stream(scores).mapToInt(window -> window.length).min().orElse(0);
    }
}
