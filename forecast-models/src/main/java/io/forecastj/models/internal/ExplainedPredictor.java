package io.forecastj.models.internal;

import io.forecastj.Predictor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Predictor whose sessions have an {@link ExplainedState}. */
public interface ExplainedPredictor extends Predictor {
    /**
     * Returns the shares of the features in the gain of all trees, with equal weights of members.
     *
     * @return shares that add up to 1; empty without trees
     */
    Map<String, Double> gainShares();

    /**
     * Returns the shares of a member.
     *
     * @param member any predictor
     * @return its shares; empty if it has none
     */
    static Map<String, Double> gainShares(Predictor member) {
        return PredictorView.behind(member) instanceof ExplainedPredictor explained ? explained.gainShares() : Map.of();
    }

    /**
     * Mixes gains or shares of several models.
     *
     * @param gains the gains by feature of each model, not negative; those that are empty or all 0 are left out
     * @param weights a weight for each, of which the size counts
     * @return shares that add up to 1, in the order in which features first occur; empty if nothing is left
     */
    static Map<String, Double> mix(List<Map<String, Double>> gains, double[] weights) {
        Map<String, Double> mixed = new LinkedHashMap<>();
        double weighed = 0;
        List<Integer> counted = new ArrayList<>();
        for (int k = 0; k < gains.size(); k++) {
            if (total(gains.get(k)) > 0 && weights[k] != 0) {
                counted.add(k);
                weighed += Math.abs(weights[k]);
            }
        }
        for (int k : counted) {
            double factor = Math.abs(weights[k]) / weighed / total(gains.get(k));
            gains.get(k).forEach((feature, gain) -> mixed.merge(feature, factor * gain, Double::sum));
        }
        return mixed;
    }

    private static double total(Map<String, Double> gains) {
        return gains.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
