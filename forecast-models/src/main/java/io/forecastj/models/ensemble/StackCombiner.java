package io.forecastj.models.ensemble;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Combination of the members' forecasts of one origin by a stack. For one thread; allocates nothing after construction,
 * unless the models of the weights do.
 */
final class StackCombiner {
    private final StackModel model;
    private final double @Nullable [] factors;
    private final int members;
    private final int targets;
    private final int horizon;
    private final double[] x;
    private final double[] w;
    private final double[] sorted;
    private final double[] features;
    private final double[] made;

    /**
     * Creates a combiner.
     *
     * @param factors the multipliers of the weights for the series, or null
     */
    StackCombiner(StackModel model, double @Nullable [] factors, int members, int targets, int horizon) {
        this.model = model;
        this.factors = factors;
        this.members = members;
        this.targets = targets;
        this.horizon = horizon;
        this.x = new double[members + (model.median() ? 1 : 0)];
        this.w = new double[x.length];
        this.sorted = new double[members];
        this.features = new double[OriginFeatures.OWN + members];
        this.made = new double[targets * horizon * x.length];
    }

    /**
     * Combines.
     *
     * @param origins the state of each target at the origin
     * @param forecasts the members' forecasts, {@code [member][target x step]}, NaN if missing
     * @param out takes {@code [target][step]}; NaN if no member answers
     */
    void combine(OriginFeatures[] origins, double[][] forecasts, double[] out) {
        for (int target = 0; target < targets; target++) {
            for (int step = 1; step <= horizon; step++) {
                int cell = target * horizon + step - 1;
                boolean any = false;
                for (int k = 0; k < members; k++) {
                    x[k] = forecasts[k][cell];
                    any |= !Double.isNaN(x[k]);
                }
                if (model.median()) {
                    x[members] = Median.of(x, 0, members, sorted);
                }
                if (any) {
                    weigh(origins[target], target, step);
                    out[cell] = mix(origins[target].base());
                } else {
                    out[cell] = Double.NaN;
                    Arrays.fill(w, 0);
                }
                System.arraycopy(w, 0, made, cell * w.length, w.length);
            }
        }
    }

    private void weigh(OriginFeatures origin, int target, int step) {
        if (!model.models().isEmpty()) {
            origin.write(step, x, 0, members, features);
            for (int k = 0; k < w.length; k++) {
                w[k] = -2 * model.models().get(k).predict(features);
            }
            RegretRule.exponentiate(x, 0, w);
            return;
        }
        System.arraycopy(model.weights()[target * horizon + step - 1], 0, w, 0, w.length);
        if (factors != null) {
            for (int k = 0; k < w.length; k++) {
                w[k] *= factors[k];
            }
        }
        if (model.median()) {
            // no weight is negative, and the median is present when any member is
            WeightRule.normalise(x, 0, w);
        } else {
            MissingForecasts.shareOut(x, 0, w);
        }
    }

    private double mix(double base) {
        double from = Double.isNaN(base) ? 0 : base;
        double sum = 0;
        for (int k = 0; k < w.length; k++) {
            sum += w[k] == 0 ? 0 : w[k] * (x[k] - from);
        }
        return from + sum;
    }

    /** Writes the weights of the last combination, {@code [target][step][weight]}. */
    void weightsInto(double[] out) {
        System.arraycopy(made, 0, out, 0, made.length);
    }
}
