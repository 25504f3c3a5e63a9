package io.forecastj.models.ensemble;

import io.forecastj.StateWriter;
import io.forecastj.models.regression.RegressionModel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Result of a stack's training.
 *
 * @param weights the members' weights for each target and step, with the median's as the last one if it takes part;
 *     empty if boosted
 * @param median true if the members' median is an additional member
 * @param factors the multipliers of the weights, by the ids of the training series
 * @param models one for each member if boosted, else empty
 */
record StackModel(double[][] weights, boolean median, Map<String, double[]> factors, List<RegressionModel> models) {
    void identify(StateWriter out) {
        out.putInt(weights.length);
        for (double[] cell : weights) {
            out.putDoubles(cell);
        }
        out.putBoolean(median);
        out.putInt(factors.size());
        new TreeMap<>(factors).forEach((id, series) -> {
            out.putText(id);
            out.putDoubles(series);
        });
        out.putInt(models.size());
        for (RegressionModel one : models) {
            out.putText(one.kind());
            one.identify(out);
        }
    }

    void close() {
        models.forEach(RegressionModel::close);
    }
}
