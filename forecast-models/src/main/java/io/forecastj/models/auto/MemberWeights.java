package io.forecastj.models.auto;

import java.util.Map;

/**
 * Weights of the members and their median, which is the last one.
 *
 * <p>Immutable by agreement: the arrays are not copied.
 *
 * @param common the weights of a series without its own, adding up to 1
 * @param series the weights by the index of the training series, adding up to 1
 */
record MemberWeights(double[] common, Map<Integer, double[]> series) {
    /** Returns the weights of a series. */
    double[] of(int index) {
        return series.getOrDefault(index, common);
    }

    /** Returns the mean weight of a member over all series. */
    double mean(int member) {
        return series.values().stream()
                .mapToDouble(its -> its[member])
                .average()
                .orElse(common[member]);
    }
}
