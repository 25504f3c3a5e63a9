package io.forecastj.models.conformal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Start of a {@link StepIntervals}: plain numbers, shared and never changed. Thread-safe. */
final class StepState {
    private final double[][] scores;
    private final double[][] trackers;
    private final int borrowed;
    /** The scores in order, once they were asked for: to sort them takes longer than to forecast. */
    private volatile double @Nullable [][] sorted;

    /**
     * Creates a start.
     *
     * @param scores the scores of each window, oldest first
     * @param trackers the state of each tracker; empty for new ones
     * @param borrowed the number of scores of each window, counted from the first, that come from other series
     */
    StepState(double[][] scores, double[][] trackers, int borrowed) {
        this.scores = scores;
        this.trackers = trackers;
        this.borrowed = borrowed;
    }

    static StepState empty(ConformalSettings settings) {
        double[][] none = new double[settings.windows()][0];
        return new StepState(none, new double[0][], 0);
    }

    double[][] scores() {
        return scores;
    }

    double[][] trackers() {
        return trackers;
    }

    int borrowed() {
        return borrowed;
    }

    /** Returns the smallest number of scores in any window. */
    int count() {
        return Arrays.stream(scores).mapToInt(window -> window.length).min().orElse(0);
    }

    /** Creates the windows, which share the numbers of this start until they take another score. */
    ScoreWindow[] windows(int capacity) {
        double[][] inOrder = sorted;
        if (inOrder == null) {
            inOrder = new double[scores.length][];
            for (int w = 0; w < inOrder.length; w++) {
                inOrder[w] = ScoreWindow.sorted(scores[w]);
            }
            sorted = inOrder;
        }
        ScoreWindow[] windows = new ScoreWindow[scores.length];
        for (int w = 0; w < windows.length; w++) {
            windows[w] = new ScoreWindow(capacity, scores[w], inOrder[w], borrowed);
        }
        return windows;
    }
}
