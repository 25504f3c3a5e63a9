package io.forecastj.models.conformal;

import io.forecastj.SnapshotException;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.util.Arrays;

/**
 * The calibration of one target at one step: windows of scores, and a tracker for each coverage and side.
 *
 * <p>A score is the size of a miss in units of the expected error, its scale (Lei, G'Sell, Rinaldo, Tibshirani and
 * Wasserman, Distribution-Free Predictive Inference for Regression, JASA 113, 2018). With points it is
 * {@code |actual - point| / scale}, with quantiles {@code max(lower - actual, actual - upper) / scale} (Romano,
 * Patterson and Candès, Conformalized Quantile Regression, NeurIPS 2019). With two sides each of the two terms is a
 * score. Nothing is allocated after the first score.
 *
 * <p>A forecast is kept as numbers until the actual value arrives: the point, the scale, for each coverage the member's
 * quantiles minus the point (if needed), and for each tracker its bound and what it must remember.
 */
final class StepIntervals {
    private static final int POINT = 0;
    private static final int SCALE = 1;
    private static final int OFFSETS = 2;

    private final ConformalSettings settings;
    private final ScoreWindow[] windows;
    private final StepPlan plan;
    private final int width;
    private final BoundTracker[] trackers;
    private final double[] ranks;
    private final int offsets;

    StepIntervals(StepPlan plan, StepState state) {
        this.plan = plan;
        this.width = plan.width();
        this.settings = plan.settings();
        this.windows = state.windows(settings.window());
        this.trackers = new BoundTracker[settings.trackers()];
        for (int t = 0; t < trackers.length; t++) {
            trackers[t] = plan.tracker(t);
            if (state.trackers().length > 0) {
                trackers[t].restore(state.trackers()[t]);
            }
        }
        this.ranks = new double[trackers.length];
        this.offsets = settings.memberLevels().length;
    }

    /** Returns the number of values that {@link #write} writes. */
    static int width(StepPlan plan) {
        ConformalSettings settings = plan.settings();
        return OFFSETS + settings.memberLevels().length + settings.trackers() * plan.width();
    }

    StepState state() {
        double[][] scores = new double[windows.length][];
        for (int w = 0; w < windows.length; w++) {
            scores[w] = windows[w].scores();
        }
        double[][] states = new double[trackers.length][];
        for (int t = 0; t < trackers.length; t++) {
            states[t] = trackers[t].state();
        }
        return new StepState(scores, states, windows[0].borrowed());
    }

    void save(StateWriter out) {
        for (ScoreWindow window : windows) {
            window.save(out);
        }
        for (BoundTracker tracker : trackers) {
            out.putDoubles(tracker.state());
        }
    }

    void restore(StateReader in) {
        for (ScoreWindow window : windows) {
            window.restore(in);
        }
        double[] state = new double[plan.stateSize()];
        for (BoundTracker tracker : trackers) {
            in.getDoubles(state);
            if (!plan.valid(state)) {
                throw new SnapshotException("expected " + StepPlan.VALID + " in the state of the intervals, found "
                        + Arrays.toString(state) + "; open a session from history instead");
            }
            tracker.restore(state);
        }
    }

    private ScoreWindow window(int tracker) {
        return windows[settings.fromQuantiles() ? tracker : tracker % settings.sides()];
    }

    private int boundsOf(int tracker, int at) {
        return at + OFFSETS + offsets + tracker * width;
    }

    /**
     * Writes the forecast of an origin; changes nothing.
     *
     * @param member the member's quantiles minus the point, starting at {@code from}; ignored without quantiles
     */
    void write(double point, double scale, double[] member, int from, double[] out, int at) {
        out[at + POINT] = point;
        out[at + SCALE] = scale;
        System.arraycopy(member, from, out, at + OFFSETS, offsets);
        for (int t = 0; t < trackers.length; t++) {
            int bounds = boundsOf(t, at);
            if (window(t).size() >= settings.scoresNeeded()) {
                boolean first = t < settings.sides() || settings.fromQuantiles();
                double least = first ? Double.NEGATIVE_INFINITY : bound(t - settings.sides(), out, at);
                trackers[t].bounds(window(t), least, out, bounds);
            } else {
                // this bound is not a quantile, so its misses would not inform the level
                Arrays.fill(out, bounds, bounds + width, Double.NaN);
            }
        }
    }

    /** Takes note that a written forecast was issued and will be scored. */
    void issued(double[] issued, int at) {
        for (int t = 0; t < trackers.length; t++) {
            int bounds = boundsOf(t, at);
            if (!Double.isNaN(issued[bounds])) {
                trackers[t].issued(issued, bounds);
            }
        }
    }

    /**
     * Returns how far out the score of each tracker is among the scores before it, by p-values; NaN where one is
     * missing. The next call overwrites them.
     */
    double[] ranks(double truth, double[] issued, int at) {
        for (int t = 0; t < ranks.length; t++) {
            if (t >= settings.sides() && !settings.fromQuantiles()) {
                // scores of points are the same for all coverages
                ranks[t] = ranks[t - settings.sides()];
                continue;
            }
            double score = score(t, truth, issued, at);
            boolean known = Double.isFinite(score) && window(t).size() >= settings.scoresNeeded();
            ranks[t] = known ? window(t).rank(score) : Double.NaN;
        }
        return ranks;
    }

    /**
     * Takes how far out the scores of an earlier step of the same origin were.
     *
     * @param earlier the index of that step among the earlier steps of the plan
     */
    void revise(int earlier, double[] ranks, double[] issued, int at) {
        for (int t = 0; t < trackers.length; t++) {
            int bounds = boundsOf(t, at);
            if (!Double.isNaN(ranks[t]) && !Double.isNaN(issued[bounds])) {
                trackers[t].revise(earlier, ranks[t], issued, bounds);
            }
        }
    }

    /** Takes the actual value for an origin; no score is learnt if the value or the issued forecast is missing. */
    void learn(double truth, double[] issued, int at) {
        for (int t = 0; t < trackers.length; t++) {
            double score = score(t, truth, issued, at);
            int bounds = boundsOf(t, at);
            if (!Double.isNaN(issued[bounds])) {
                if (Double.isFinite(score)) {
                    trackers[t].learn(score, issued, bounds);
                } else {
                    trackers[t].forget(issued, bounds);
                }
            }
        }
        for (int w = 0; w < windows.length; w++) {
            double score = score(w, truth, issued, at);
            if (Double.isFinite(score)) {
                windows[w].add(score);
            }
        }
    }

    /** Returns the actual value minus the point; NaN if either is missing. */
    double error(double truth, double[] issued, int at) {
        return truth - issued[at + POINT];
    }

    /** Returns the score of a tracker; the first trackers' scores are also those of the windows. */
    private double score(int tracker, double truth, double[] issued, int at) {
        double error = truth - issued[at + POINT];
        int coverage = tracker / settings.sides();
        double below = offset(issued, at, 2 * coverage) - error;
        double above = error - offset(issued, at, 2 * coverage + 1);
        double miss;
        if (settings.asymmetric()) {
            miss = tracker % 2 == 0 ? below : above;
        } else {
            miss = Math.max(below, above);
        }
        return miss / issued[at + SCALE];
    }

    private double offset(double[] issued, int at, int index) {
        return offsets == 0 ? 0 : issued[at + OFFSETS + index];
    }

    private double bound(int tracker, double[] issued, int at) {
        return trackers[tracker].bound(issued, boundsOf(tracker, at));
    }

    /** Returns the lower end of an interval as issued, before ends are put in order. */
    double lower(int coverage, double[] issued, int at) {
        double radius = bound(settings.sides() * coverage, issued, at);
        return issued[at + POINT] + offset(issued, at, 2 * coverage) - radius * issued[at + SCALE];
    }

    /** Returns the upper end of an interval as issued, before ends are put in order. */
    double upper(int coverage, double[] issued, int at) {
        double radius = bound(settings.sides() * coverage + settings.sides() - 1, issued, at);
        return issued[at + POINT] + offset(issued, at, 2 * coverage + 1) + radius * issued[at + SCALE];
    }
}
