package io.forecastj.models.auto;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

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

    /**
     * Returns the members that any forecast needs: all if the median has a weight, else those with a weight.
     *
     * @return their indices, increasing, at least one
     */
    int[] needed() {
        int median = common.length - 1;
        return IntStream.range(0, median)
                .filter(member -> common[member] > 0 || common[median] > 0)
                .toArray();
    }

    /** Returns the weights of some members and the median. */
    MemberWeights only(int[] members) {
        Map<Integer, double[]> some = new HashMap<>();
        series.forEach((index, its) -> some.put(index, only(its, members)));
        return new MemberWeights(only(common, members), some);
    }

    private static double[] only(double[] weights, int[] members) {
        double[] some = new double[members.length + 1];
        for (int i = 0; i < members.length; i++) {
            some[i] = weights[members[i]];
        }
        some[members.length] = weights[weights.length - 1];
        return some;
    }
}
