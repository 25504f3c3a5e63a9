package io.forecastj.models.conformal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The arithmetic of the controlled width, worked out by hand. */
class WidthTrackerTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final double NONE = Double.NEGATIVE_INFINITY;
    private static final double GAIN = WidthControl.BALANCED.gain() * Math.cbrt(0.1);

    private static ConformalSettings settings(boolean asymmetric) {
        return new ConformalSettings(
                List.of(0.9), Conformal.aggregated(), asymmetric, false, 0, 99, WidthControl.BALANCED);
    }

    /** The scores 1 to 99, whose conformal quantile of 90 % is 90. */
    private static ScoreWindow window() {
        double[] scores = new double[99];
        Arrays.setAll(scores, i -> i + 1);
        return new ScoreWindow(99, scores, 0);
    }

    private static double[] issued(WidthTracker tracker) {
        double[] issued = new double[tracker.width()];
        tracker.bounds(window(), NONE, issued, 0);
        tracker.issued(issued, 0);
        return issued;
    }

    @Test
    void atNominalTheBoundIsTheQuantileAndItsExpectedMissIsTheNominalOne() {
        WidthTracker tracker = new WidthTracker(0.1, settings(false), 0);
        assertThat(tracker.bound(issued(tracker), 0)).isEqualTo(90);
        assertThat(tracker.excess()).isCloseTo(0, EXACT);
    }

    @Test
    void aMissWidensByTheSquareRootAndHitsNarrowByTheExponential() {
        WidthTracker tracker = new WidthTracker(0.1, settings(false), 0);
        tracker.learn(91, issued(tracker), 0);
        assertThat(tracker.excess()).isCloseTo(0.9, EXACT);
        double[] wide = issued(tracker);
        assertThat(tracker.bound(wide, 0)).isCloseTo(90 * Math.sqrt(1 + GAIN * 0.9), EXACT);

        WidthTracker other = new WidthTracker(0.1, settings(false), 0);
        other.learn(90, issued(other), 0);
        assertThat(other.excess()).isCloseTo(-0.1, EXACT);
        assertThat(other.bound(issued(other), 0)).isCloseTo(90 * Math.exp(-0.1 * GAIN), EXACT);
    }

    @Test
    void aWideForecastInFlightCountsAtOnceForTheMissesThatItIsExpectedToSave() {
        WidthTracker tracker = new WidthTracker(0.1, settings(false), 0);
        tracker.learn(91, issued(tracker), 0);
        tracker.learn(91, issued(tracker), 0);
        double before = tracker.excess();
        double[] wide = issued(tracker);
        double beyond = Math.floor(99 - tracker.bound(wide, 0)) + 1;
        assertThat(tracker.excess()).isCloseTo(before + (1 + beyond) / 100 - 0.1, EXACT);
        tracker.learn(0, wide, 0);
        assertThat(tracker.excess())
                .as("the actual value replaces the expectation")
                .isCloseTo(before - 0.1, EXACT);
    }

    @Test
    void aForecastWithoutAnActualValueCountsForNothing() {
        WidthTracker tracker = new WidthTracker(0.1, settings(false), 1);
        tracker.learn(91, issued(tracker), 0);
        double before = tracker.excess();
        double[] issued = issued(tracker);
        tracker.revise(0, 0.01, issued, 0);
        tracker.forget(issued, 0);
        assertThat(tracker.excess()).isCloseTo(before, EXACT);
    }

    @Test
    void theExpectedMissIsTheFrequencyOfMissesAfterScoresAsFarOutOfAnEarlierStep() {
        WidthTracker tracker = new WidthTracker(0.1, settings(false), 1);
        for (int i = 0; i < 90; i++) {
            double[] issued = issued(tracker);
            tracker.revise(0, 0.01, issued, 0);
            // two of three miss
            tracker.learn(i % 3 == 0 ? 0 : Double.MAX_VALUE, issued, 0);
            double[] other = issued(tracker);
            tracker.revise(0, 0.99, other, 0);
            tracker.learn(0, other, 0);
        }
        double[] issued = issued(tracker);
        double before = tracker.excess() - issued[2];
        tracker.revise(0, 0.01, issued, 0);
        assertThat(tracker.excess() - before).isCloseTo((60 + 10 * 0.1) / (90 + 10), within(0.02));
        tracker.revise(0, 0.99, issued, 0);
        assertThat(tracker.excess() - before).isCloseTo((0 + 10 * 0.1) / (90 + 10), within(0.01));
    }

    @Test
    void theExcessHasLimitsSoThatALongConstantStretchNeedsNoLongRepair() {
        WidthTracker tracker = new WidthTracker(0.1, settings(false), 0);
        for (int i = 0; i < 10_000; i++) {
            tracker.learn(0, issued(tracker), 0);
        }
        assertThat(tracker.excess()).isBetween(-26.0, 0.0);
        for (int i = 0; i < 10_000; i++) {
            tracker.learn(Double.MAX_VALUE, issued(tracker), 0);
        }
        assertThat(tracker.excess()).isBetween(90.0, 101.0);
    }

    @Test
    void oneSidedScoresAreWidenedFromTheirMedianAndABoundContainsTheSmallerCoverage() {
        WidthTracker tracker = new WidthTracker(0.05, settings(true), 0);
        tracker.learn(Double.MAX_VALUE, issued(tracker), 0);
        double gain = WidthControl.BALANCED.gain() * Math.cbrt(0.05);
        assertThat(tracker.bound(issued(tracker), 0)).isCloseTo(50 + 45 * Math.sqrt(1 + gain * 0.95), within(1e-9));

        double[] issued = new double[tracker.width()];
        tracker.bounds(window(), 98.5, issued, 0);
        assertThat(tracker.bound(issued, 0)).isEqualTo(98.5);
    }

    /**
     * Scores like those of the window, known 24 rows late, after some misses in a row: with compensation the
     * width stays within what single misses do; without it, by an excess of known misses only, it swings for good.
     */
    @Test
    void withoutTheMissesExpectedInFlightTheWidthOscillates() {
        double with = swing(true);
        double without = swing(false);
        assertThat(with).as("with compensation").isLessThan(1.6);
        assertThat(without).as("without").isGreaterThan(5);
    }

    /** The widest bound by the narrowest one, of the last 400 rows. */
    private static double swing(boolean compensated) {
        ConformalSettings first = new ConformalSettings(
                List.of(0.9), Conformal.aggregated(), false, false, 0, 99, WidthControl.COVERAGE_FIRST);
        WidthTracker tracker = new WidthTracker(0.1, first, 0);
        Deque<double[]> inFlight = new ArrayDeque<>();
        double narrowest = Double.MAX_VALUE;
        double widest = 0;
        for (int row = 0; row < 2_000; row++) {
            double[] issued = issued(tracker);
            if (!compensated) {
                tracker.forget(issued, 0);
            }
            inFlight.add(issued);
            if (inFlight.size() > 24) {
                // evenly spread scores: all that varies is the width
                double score = row < 60 ? Double.MAX_VALUE : 100 * ((row * 0.6180339887498949) % 1);
                tracker.learn(score, inFlight.remove(), 0);
            }
            if (row >= 1_600) {
                narrowest = Math.min(narrowest, tracker.bound(issued, 0));
                widest = Math.max(widest, tracker.bound(issued, 0));
            }
        }
        return widest / narrowest;
    }
}
