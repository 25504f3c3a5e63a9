package io.forecastj.models.ensemble;

import io.forecastj.StateWriter;
import io.forecastj.features.FeaturePipeline;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an online ensemble has learnt by the end of its training.
 *
 * @param combination how weights follow
 * @param regime the feature that gives the probability of the second regime, fitted; null without regimes
 * @param pooled the states of a series not seen in training
 * @param states the states of the training series by their ids
 */
record OnlineModel(
        Combination combination, @Nullable FeaturePipeline regime, double[] pooled, Map<String, double[]> states) {
    int regimes() {
        return regime == null ? 1 : 2;
    }

    void identify(StateWriter out) {
        out.putText(combination.toString());
        out.putText(regime == null ? "" : regime.schemaHash());
        out.putDoubles(pooled);
        new TreeMap<>(states).forEach((id, state) -> {
            out.putText(id);
            out.putDoubles(state);
        });
    }

    /** A copy of the states that a series starts from. */
    double[] state(String seriesId) {
        return states.getOrDefault(seriesId, pooled).clone();
    }
}
