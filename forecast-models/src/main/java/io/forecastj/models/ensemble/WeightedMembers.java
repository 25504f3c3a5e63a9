package io.forecastj.models.ensemble;

import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import io.forecastj.models.internal.ArgumentChecks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes a stack of fitted members and given weights. Stateless and thread-safe. */
final class WeightedMembers {
    private WeightedMembers() {}

    static Predictor combine(
            String name,
            List<Predictor> members,
            boolean median,
            double[] weights,
            Map<String, double[]> series,
            List<TimeSeries> training) {
        // a member that needs more rows is left out of forecasts until it has them
        int required = members.stream()
                .mapToInt(member -> member.info().requiredHistory())
                .min()
                .orElse(1);
        return combine(name, members, median, weights, series, training, required);
    }

    /** @param required the number of rows that a forecast requires */
    static Predictor combine(
            String name,
            List<Predictor> members,
            boolean median,
            double[] weights,
            Map<String, double[]> series,
            List<TimeSeries> training,
            int required) {
        ArgumentChecks.atLeast(2, "the number of members", members.size());
        PredictorInfo first = members.get(0).info();
        List<String> targets = new ArrayList<>(first.targets());
        for (Predictor other : members) {
            PredictorInfo its = other.info();
            ArgumentChecks.require(
                    its.horizon() == first.horizon(),
                    "the horizon of every member",
                    "" + first.horizon(),
                    its.horizon());
            targets.retainAll(its.targets());
        }
        ArgumentChecks.require(!targets.isEmpty(), "a target of all members", "given", targets);
        int width = members.size() + (median ? 1 : 0);
        requireWeights("the common weights", weights, width);
        series.forEach((id, its) -> requireWeights("the weights of '" + id + "'", its, width));
        double[][] cells = new double[targets.size() * first.horizon()][];
        double[] common = normalised(weights);
        Arrays.setAll(cells, cell -> common.clone());
        Map<String, double[]> factors = new HashMap<>();
        series.forEach((id, its) -> factors.put(id, factors(normalised(its), common)));
        PredictorInfo info = new Members(List.of(), List.copyOf(targets), first.horizon(), members.size())
                .describe(StackedPredictor.KIND, name, members, List.of(), 1, training)
                .requiredHistory(required)
                .parameter("weights", "given")
                .build();
        return new StackedPredictor(info, members, new StackModel(cells, median, factors, List.of()));
    }

    /** Returns weights that add up to 1. */
    static double[] normalised(double[] weights) {
        // a power of two changes no quotient, and the sum of the largest and of the smallest numbers is finite and
        // exact
        int exponent = Math.getExponent(Arrays.stream(weights).max().orElseThrow());
        double[] scaled =
                Arrays.stream(weights).map(w -> Math.scalb(w, -exponent)).toArray();
        double sum = Arrays.stream(scaled).sum();
        return Arrays.stream(scaled).map(w -> w / sum).toArray();
    }

    /** Returns the numbers by which the common weights are multiplied to become those of a series. */
    private static double[] factors(double[] series, double[] common) {
        double[] factors = new double[series.length];
        for (int k = 0; k < factors.length; k++) {
            ArgumentChecks.require(
                    common[k] > 0 || series[k] == 0,
                    "the weight of a series where the common one is 0",
                    "0",
                    series[k]);
            factors[k] = series[k] == 0 ? 0 : series[k] / common[k];
        }
        return factors;
    }

    /** Refuses weights of another number, negative, not finite or all 0. */
    static void requireWeights(String what, double[] weights, int width) {
        Objects.requireNonNull(weights, what);
        ArgumentChecks.require(weights.length == width, "the number of " + what, "" + width, weights.length);
        boolean fit = Arrays.stream(weights).allMatch(w -> w >= 0 && Double.isFinite(w))
                && Arrays.stream(weights).anyMatch(w -> w > 0);
        ArgumentChecks.require(fit, what, "finite, at least 0 and not all 0", Arrays.toString(weights));
    }
}
