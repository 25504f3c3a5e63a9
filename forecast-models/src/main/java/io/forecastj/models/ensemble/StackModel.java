package io.forecastj.models.ensemble;

import io.forecastj.StateWriter;
import io.forecastj.models.regression.RegressionModel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a stack has learnt.
 *
 * @param weights for each target and step the members' weights, the median's last if it takes part; empty if boosted
 * @param median whether the members' median is one member more
 * @param factors by the ids of training series, what their weights are multiplied by
 * @param models one for each member if boosted, else none
 */
record StackModel(double[][] weights, boolean median, Map<String, double[]> factors, List<RegressionModel> models) {
    void identify(StateWriter out) {
        for (double[] cell : weights) {
            out.putDoubles(cell);
        }
        out.putBoolean(median);
        new TreeMap<>(factors).forEach((id, series) -> {
            out.putText(id);
            out.putDoubles(series);
        });
        models.forEach(one -> one.identify(out));
    }

    void close() {
        models.forEach(RegressionModel::close);
    }
}
