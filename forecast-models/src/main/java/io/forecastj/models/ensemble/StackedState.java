package io.forecastj.models.ensemble;

import io.forecastj.PredictorInfo;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.models.internal.MemberSession;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One series in a stacked ensemble. */
final class StackedState extends EnsembleState {
    private final int targets;
    private final int horizon;
    private final StackModel model;
    private final double @Nullable [] factors;
    private final OriginFeatures[] origins;
    private final double[] x;
    private final double[] w;
    private final double[] sorted;
    private final double[] features;
    private final double[] made;
    private final List<String> weighed;

    StackedState(
            PredictorInfo info,
            List<String> names,
            MemberSession[] members,
            StackModel model,
            double @Nullable [] factors) {
        super(info, names, members);
        this.targets = info.targets().size();
        this.horizon = info.horizon();
        this.model = model;
        this.factors = factors;
        this.origins = new OriginFeatures[targets];
        for (int target = 0; target < targets; target++) {
            origins[target] = new OriginFeatures(horizon);
        }
        this.x = new double[names.size() + (model.median() ? 1 : 0)];
        this.w = new double[x.length];
        this.sorted = new double[names.size()];
        this.features = new double[OriginFeatures.OWN + names.size()];
        this.made = new double[targets * horizon * x.length];
        this.weighed = model.median()
                ? Stream.concat(names.stream(), Stream.of("median")).toList()
                : names;
    }

    @Override
    void beforeRow() {
        // a stack does not learn in a session, so there is nothing to issue
    }

    @Override
    void afterRow(long time, double[] row) {
        for (int target = 0; target < targets; target++) {
            origins[target].take(row[target]);
        }
    }

    @Override
    void saveLearnt(StateWriter out) {
        for (OriginFeatures origin : origins) {
            origin.save(out);
        }
    }

    @Override
    void restoreLearnt(StateReader in) {
        for (OriginFeatures origin : origins) {
            origin.restore(in);
        }
    }

    @Override
    void combine(double[] out) {
        int members = forecasts.length;
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
                    weigh(target, step);
                    out[cell] = mix(target);
                } else {
                    out[cell] = Double.NaN;
                    Arrays.fill(w, 0);
                }
                System.arraycopy(w, 0, made, cell * w.length, w.length);
            }
        }
    }

    private void weigh(int target, int step) {
        if (!model.models().isEmpty()) {
            origins[target].write(step, x, 0, forecasts.length, features);
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

    private double mix(int target) {
        double base = origins[target].base();
        double from = Double.isNaN(base) ? 0 : base;
        double sum = 0;
        for (int k = 0; k < w.length; k++) {
            sum += w[k] == 0 ? 0 : w[k] * (x[k] - from);
        }
        return from + sum;
    }

    @Override
    List<String> weighed() {
        return weighed;
    }

    @Override
    void weightsInto(double[] out) {
        System.arraycopy(made, 0, out, 0, made.length);
    }
}
