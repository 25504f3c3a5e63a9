package io.forecastj.models.ensemble;

import io.forecastj.PredictorInfo;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.models.internal.MemberSession;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One series in a stacked ensemble. */
final class StackedState extends EnsembleState {
    private final OriginFeatures[] origins;
    private final StackCombiner combiner;
    private final List<String> weighed;

    StackedState(
            PredictorInfo info,
            List<String> names,
            MemberSession[] members,
            StackModel model,
            double @Nullable [] factors) {
        super(info, names, members);
        int targets = info.targets().size();
        this.origins = OriginFeatures.of(targets, info.horizon());
        this.combiner = new StackCombiner(model, factors, names.size(), targets, info.horizon());
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
        for (int target = 0; target < origins.length; target++) {
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
        combiner.combine(origins, forecasts, out);
    }

    @Override
    List<String> weighed() {
        return weighed;
    }

    @Override
    void weightsInto(double[] out) {
        combiner.weightsInto(out);
    }
}
