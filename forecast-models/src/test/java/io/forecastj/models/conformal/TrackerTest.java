package io.forecastj.models.conformal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The arithmetic of several levels, worked out by hand; that of one level is in {@link AciGoldenTest}. */
class TrackerTest {
    private static final Offset<Double> EXACT = within(1e-15);
    private static final double[] GAMMAS = {0.1, 0.2, 0.3};
    /** The bounds of the levels, then the combined one. */
    private static final double[] ISSUED = {1, 3, 4, 2};

    private static final int STEP = 2;

    @Test
    void stepSizesAreDividedByTheStepAndTheCommonTargetFollowsTheCombinedBound() {
        Tracker tracker = new Tracker(0.1, GAMMAS, STEP);
        tracker.learn(2.5, ISSUED, 0); // a miss of the first level and of the combined bound
        assertThat(tracker.alpha(0)).isCloseTo(0.1 + 0.05 * (0.1 - 1), EXACT);
        assertThat(tracker.alpha(1)).isCloseTo(0.1 + 0.1 * 0.1, EXACT);
        assertThat(tracker.alpha(2)).isCloseTo(0.1 + 0.15 * 0.1, EXACT);
        double target = 0.1 + 0.0025 * (0.1 - 1);
        tracker.learn(0, ISSUED, 0);
        assertThat(tracker.alpha(0)).isCloseTo(0.1 + 0.05 * (0.1 - 1) + 0.05 * target, EXACT);
    }

    @Test
    void oneLevelHasNoOtherTargetThanTheNominalOne() {
        Tracker tracker = new Tracker(0.1, new double[] {0.1}, 1);
        tracker.learn(5, new double[] {1, 1}, 0);
        tracker.learn(0, new double[] {1, 1}, 0);
        assertThat(tracker.alpha(0)).isCloseTo(0.1 + 0.1 * (0.1 - 1) + 0.1 * 0.1, EXACT);
    }

    @Test
    void levelsAreWeightedByTheirRegretsAsInMlPoly() {
        Tracker tracker = new Tracker(0.1, GAMMAS, STEP);
        tracker.learn(5, ISSUED, 0);
        // regrets -0.9 (2 - bound): -0.9, 0.9 and 1.8; the largest square is 3.24
        double second = 0.9 / (3.24 + 0.81);
        double third = 1.8 / (3.24 + 3.24);
        ScoreWindow window = new ScoreWindow(100, TrackerTest.scores(), 0);
        double[] bounds = new double[Tracker.width(3)];
        tracker.bounds(window, Double.NEGATIVE_INFINITY, bounds, 0);
        assertThat(bounds[1]).as("levels that differ").isNotEqualTo(bounds[2]);
        assertThat(bounds[3])
                .isCloseTo((second * bounds[1] + third * bounds[2]) / (second + third), within(1e-12 * bounds[3]));
    }

    @Test
    void beforeAnythingIsLearntEveryLevelWeighsTheSame() {
        double[] bounds = new double[Tracker.width(3)];
        ScoreWindow window = new ScoreWindow(100, TrackerTest.scores(), 0);
        new Tracker(0.1, GAMMAS, 1).bounds(window, Double.NEGATIVE_INFINITY, bounds, 0);
        assertThat(bounds).containsOnly(bounds[0]);
    }

    private static double[] scores() {
        double[] scores = new double[99];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = i * i;
        }
        return scores;
    }
}
