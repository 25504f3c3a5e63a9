package io.forecastj.models.ensemble;

import io.forecastj.StateWriter;
import io.forecastj.features.FeaturePipeline;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Result of an online ensemble's training.
 *
 * @param combination the rule for the weights
 * @param regime the fitted feature of the second regime's probability; null without regimes
 * @param pooled the states for a series not seen in training
 * @param states the states of the training series by their ids
 */
record OnlineModel(
        Combination combination, @Nullable FeaturePipeline regime, double[] pooled, Map<String, double[]> states) {
    int regimes() {
        return regime == null ? 1 : 2;
    }

    /** Writes the learnt values; the description of the predictor has the combination. */
    void identify(StateWriter out) {
        out.putText(regime == null ? "" : regime.schemaHash());
        out.putDoubles(pooled);
        out.putInt(states.size());
        new TreeMap<>(states).forEach((id, state) -> {
            out.putText(id);
            out.putDoubles(state);
        });
    }

    /** Returns a copy of the states with which a series starts. */
    double[] state(String seriesId) {
        return states.getOrDefault(seriesId, pooled).clone();
    }
}
