package io.forecastj.models.auto;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Choice of members among candidates, and of the rule for their weights.
 *
 * @param members the indices of the members among the candidates, increasing
 * @param rule the rule
 * @param combined the combined forecasts of all cells with weights from other cells
 * @param error their error
 */
record MemberChoice(List<Integer> members, WeightRule rule, double[] combined, double error) {
    /** A candidate whose error is larger by this factor than that of the best one is left out. */
    private static final double WORST = 1.5;

    private static final int MOST = 8;

    /** The part of the error by which a smaller set of members must be better. */
    private static final double GAIN = 0.002;

    /**
     * Chooses: candidates with an error near the best one's, then without those that do not help.
     *
     * @param errors the cells
     * @param forecasts the forecasts of each candidate, null for one that was left out
     * @param candidateErrors the error of each candidate, NaN for one that was left out
     */
    static MemberChoice of(WindowErrors errors, List<double[]> forecasts, double[] candidateErrors) {
        List<Integer> sorted = new ArrayList<>();
        for (int k = 0; k < candidateErrors.length; k++) {
            if (Double.isFinite(candidateErrors[k])) {
                sorted.add(k);
            }
        }
        sorted.sort(Comparator.comparingDouble(k -> candidateErrors[k]));
        double limit = sorted.isEmpty() ? 0 : WORST * candidateErrors[sorted.get(0)];
        List<Integer> kept = sorted.stream()
                .filter(k -> candidateErrors[k] <= limit)
                .limit(MOST)
                .toList();
        MemberChoice best = ofMembers(errors, forecasts, kept);
        // the worst one first, as long as the rest is better without it
        for (int worst = kept.size() - 1; worst >= 2; worst--) {
            int out = kept.get(worst);
            if (best.members.size() <= 2) {
                break;
            }
            MemberChoice without = ofMembers(
                    errors,
                    forecasts,
                    best.members.stream().filter(k -> k != out).toList());
            if (without.error < best.error * (1 - GAIN)) {
                best = without;
            }
        }
        return best;
    }

    private static MemberChoice ofMembers(WindowErrors errors, List<double[]> forecasts, List<Integer> members) {
        WeightFit fit =
                new WeightFit(errors, members.stream().map(forecasts::get).toList());
        MemberChoice best = null;
        for (WeightRule rule : WeightRule.ALL) {
            double[] combined = fit.outOfSample(rule);
            double error = errors.error(combined);
            if (best == null || error < best.error) {
                best = new MemberChoice(members.stream().sorted().toList(), rule, combined, error);
            }
        }
        if (best == null) {
            throw new IllegalStateException("no rule");
        }
        return best;
    }
}
