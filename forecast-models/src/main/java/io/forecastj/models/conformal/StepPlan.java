package io.forecastj.models.conformal;

import java.util.Arrays;

/**
 * The rule for the bounds of one step: one step ahead adaptive levels, further ahead a width that is controlled, if the
 * settings say so.
 *
 * @param step the step, from 1
 * @param earlier the indices of the steps whose scores, known earlier, revise the misses expected of this step
 */
record StepPlan(ConformalSettings settings, int step, int[] earlier) {
    /** The most earlier steps that are used, so that the work of a row is bounded for each step. */
    private static final int MOST_EARLIER = 5;

    /** The numbers that a valid state has, for messages. */
    static final String VALID =
            "finite numbers, and of a controlled width frequencies from 0 to 1 and no negative count";

    private static final int[] NONE = {};

    static StepPlan[] of(ConformalSettings settings, int[] steps) {
        StepPlan[] plans = new StepPlan[steps.length];
        for (int i = 0; i < steps.length; i++) {
            boolean controlled = settings.control() != WidthControl.NONE && steps[i] > 1;
            plans[i] = new StepPlan(settings, steps[i], controlled ? spread(i) : NONE);
        }
        return plans;
    }

    /** Returns all indices below a number, or as many as are used, evenly spread. */
    private static int[] spread(int indices) {
        int count = Math.min(indices, MOST_EARLIER);
        int[] spread = new int[count];
        for (int i = 0; i < count; i++) {
            spread[i] = (int) ((i + 1L) * (indices + 1) / (count + 1)) - 1;
        }
        return spread;
    }

    private boolean controlled() {
        return settings.control() != WidthControl.NONE && step > 1;
    }

    /** Creates the tracker of a coverage and side, by its index. */
    BoundTracker tracker(int index) {
        double nominal = (1 - settings.coverages().get(index / settings.sides())) / settings.sides();
        return controlled()
                ? new WidthTracker(nominal, settings, earlier.length)
                : new Tracker(nominal, Tracker.gammas(settings.adaptation()), step);
    }

    /** Returns the number of values that a tracker remembers of an issued forecast. */
    int width() {
        return controlled()
                ? WidthTracker.width(earlier.length)
                : Tracker.width(Tracker.gammas(settings.adaptation()).length);
    }

    /** Returns the number of values of a tracker's state. */
    int stateSize() {
        return controlled()
                ? WidthTracker.stateSize(earlier.length)
                : Tracker.stateSize(Tracker.gammas(settings.adaptation()).length);
    }

    /** Returns true if the numbers are those of a tracker's state. */
    boolean valid(double[] state) {
        return Arrays.stream(state).allMatch(Double::isFinite)
                && (!controlled() || WidthTracker.valid(state, earlier.length));
    }

    /** Returns the place of a step's index among the earlier steps; negative if its scores are not used. */
    int earlier(int index) {
        return Arrays.binarySearch(earlier, index);
    }
}
