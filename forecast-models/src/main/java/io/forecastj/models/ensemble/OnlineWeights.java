package io.forecastj.models.ensemble;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.models.internal.DueForecasts;

/**
 * The online combination on one series: a separate state for every target and step, scored as actual values arrive.
 *
 * <p>For one thread; nothing is allocated after construction. For each row call {@link #take} with the targets' values,
 * then at most one remembered {@link #issue}. At row {@code t} the state learns from the forecasts of step {@code h}
 * that were issued at row {@code t - h}, so the weights of an origin depend only on actual values up to it.
 *
 * <p>With two regimes there are two states for each target and step. The weights are mixed by the regime's probability
 * at the origin, and by the same probability each state learns from the forecast of that origin.
 */
final class OnlineWeights {
    /**
     * Limit of the ensemble's error, in units, for rules that learn from regrets: a larger one counts as this. A rare
     * shock, at which all members are far off, teaches little about which member is better, but would otherwise
     * outweigh hundreds of rows (Huber, Annals of Mathematical Statistics 35, 1964).
     */
    private static final double LARGEST_ERROR = 1;

    private final WeightRule rule;
    private final int members;
    private final int targets;
    private final int horizon;
    private final int regimes;
    private final double[] state;
    private final ChangeScale[] scales;
    private final DueForecasts due;
    private final double[] unremembered;
    private final double[] weights;
    private final double[] other;

    /**
     * Creates the weights of a series.
     *
     * @param state an array from {@link #start}; changed in place, and may be shared with other series
     */
    OnlineWeights(WeightRule rule, int targets, int horizon, int regimes, double[] state) {
        this.rule = rule;
        this.members = rule.members;
        this.targets = targets;
        this.horizon = horizon;
        this.regimes = regimes;
        this.state = state;
        this.scales = new ChangeScale[targets];
        for (int target = 0; target < targets; target++) {
            scales[target] = new ChangeScale(horizon);
        }
        int width = targets * horizon * (members + 1) + targets + 1;
        this.due = new DueForecasts(horizon, width);
        this.unremembered = new double[width];
        this.weights = new double[members];
        this.other = new double[members];
    }

    /** Returns the number of values in all states. */
    static int size(WeightRule rule, int targets, int horizon, int regimes) {
        return targets * horizon * regimes * rule.size();
    }

    /** Returns the states before any actual value. */
    static double[] start(WeightRule rule, int targets, int horizon, int regimes) {
        double[] state = new double[size(rule, targets, horizon, regimes)];
        for (int at = 0; at < state.length; at += rule.size()) {
            rule.start(state, at);
        }
        return state;
    }

    private int stateAt(int target, int step, int regime) {
        return ((target * horizon + step - 1) * regimes + regime) * rule.size();
    }

    private int said(int target, int step) {
        return (target * horizon + step - 1) * (members + 1);
    }

    private int baseAt(int target) {
        return targets * horizon * (members + 1) + target;
    }

    /**
     * Takes a row and scores the forecasts that are due.
     *
     * @param row starts with the targets' values, NaN if missing
     */
    void take(double[] row) {
        due.advance();
        for (int target = 0; target < targets; target++) {
            double truth = row[target];
            scales[target].take(truth);
            if (!Double.isNaN(truth)) {
                for (int step = 1; step <= horizon; step++) {
                    score(target, step, truth);
                }
            }
        }
    }

    void save(StateWriter out) {
        out.putDoubles(state);
        for (ChangeScale scale : scales) {
            scale.save(out);
        }
        due.save(out);
    }

    void restore(StateReader in) {
        in.getDoubles(state);
        for (ChangeScale scale : scales) {
            scale.restore(in);
        }
        due.restore(in);
    }

    private void score(int target, int step, double truth) {
        double[] issued = due.issued(step);
        double scale = scales[target].scale(step);
        if (issued == null || !(scale > 0)) {
            return;
        }
        int at = said(target, step);
        double combined = issued[at + members];
        double base = issued[baseAt(target)];
        if (Double.isNaN(combined) || Double.isNaN(base)) {
            return;
        }
        double most = rule instanceof RegretRule ? LARGEST_ERROR * scale : Double.POSITIVE_INFINITY;
        double counted = combined + Math.max(-most, Math.min(most, truth - combined));
        double probability = issued[issued.length - 1];
        for (int regime = 0; regime < regimes; regime++) {
            double share = regimes == 1 ? 1 : regime == 1 ? probability : 1 - probability;
            rule.learn(state, stateAt(target, step, regime), issued, at, combined, base, counted, scale, share);
        }
    }

    /**
     * Combines the members' forecasts of the current row.
     *
     * @param forecasts the members' forecasts, {@code [member][target x step]}, NaN if missing
     * @param probability that of the second regime, from 0 to 1
     * @param remember true if the state is to learn from these forecasts when they are due
     * @param out takes {@code [target][step]}; NaN if no member answers
     */
    void issue(double[][] forecasts, double probability, boolean remember, double[] out) {
        double[] slot = remember ? due.issue() : unremembered;
        for (int target = 0; target < targets; target++) {
            double base = scales[target].last();
            slot[baseAt(target)] = base;
            for (int step = 1; step <= horizon; step++) {
                int at = said(target, step);
                int cell = target * horizon + step - 1;
                boolean any = false;
                for (int k = 0; k < members; k++) {
                    slot[at + k] = forecasts[k][cell];
                    any |= !Double.isNaN(forecasts[k][cell]);
                }
                double combined = any ? combine(slot, at, target, step, base, probability) : Double.NaN;
                slot[at + members] = combined;
                out[cell] = combined;
            }
        }
        slot[slot.length - 1] = probability;
    }

    private double combine(double[] slot, int at, int target, int step, double base, double probability) {
        weights(slot, at, target, step, probability);
        // changes from the last value: then rounding errors are independent of the level, and so is a sum other than 1
        double from = Double.isNaN(base) ? 0 : base;
        double sum = 0;
        for (int k = 0; k < members; k++) {
            sum += weights[k] == 0 ? 0 : weights[k] * (slot[at + k] - from);
        }
        return from + sum;
    }

    private void weights(double[] x, int at, int target, int step, double probability) {
        rule.weights(state, stateAt(target, step, 0), x, at, weights);
        if (regimes == 2) {
            rule.weights(state, stateAt(target, step, 1), x, at, other);
            for (int k = 0; k < members; k++) {
                weights[k] = (1 - probability) * weights[k] + probability * other[k];
            }
        }
    }

    /** Writes the weights for given forecasts, {@code [target][step][member]}. */
    void weightsInto(double[][] forecasts, double probability, double[] out) {
        double[] x = new double[members];
        for (int target = 0; target < targets; target++) {
            for (int step = 1; step <= horizon; step++) {
                int cell = target * horizon + step - 1;
                boolean any = false;
                for (int k = 0; k < members; k++) {
                    x[k] = forecasts[k][cell];
                    any |= !Double.isNaN(x[k]);
                }
                if (any) {
                    weights(x, 0, target, step, probability);
                    System.arraycopy(weights, 0, out, cell * members, members);
                }
            }
        }
    }
}
