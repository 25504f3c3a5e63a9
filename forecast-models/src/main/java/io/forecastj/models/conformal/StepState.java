package io.forecastj.models.conformal;

import java.util.Arrays;

/**
 * Start of a {@link StepIntervals}: plain numbers, shared and never changed.
 *
 * @param scores the scores of each window, oldest first
 * @param trackers the state of each tracker; empty for new ones
 * @param borrowed the number of scores of each window, counted from the first, that come from other series
 */
record StepState(double[][] scores, double[][] trackers, int borrowed) {
    static StepState empty(ConformalSettings settings) {
        double[][] none = new double[settings.windows()][0];
        return new StepState(none, new double[0][], 0);
    }

    /** Returns the smallest number of scores in any window. */
    int count() {
        return Arrays.stream(scores).mapToInt(window -> window.length).min().orElse(0);
    }
}
