package io.forecastj.models.auto;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Choice of members among candidates, and of the rule for their weights.
 *
 * @param members the indices of the members among the candidates, increasing
 * @param rule the rule
 * @param error the error with weights from other cells
 */
record MemberChoice(List<Integer> members, CombinationRule rule, double error) {
    /** A candidate whose error is larger by this factor than that of the best one is left out. */
    private static final double WORST = 1.5;

    private static final int MOST = 8;

    /** The part of the error by which a smaller set of members must be better. */
    private static final double GAIN = 0.002;

    /**
     * Chooses from all folds.
     *
     * @param errors the cells
     * @param forecasts the forecasts of each candidate, with NaN everywhere for one that was left out
     */
    static MemberChoice of(WindowErrors errors, List<double[]> forecasts) {
        return of(errors, forecasts, IntStream.range(0, errors.folds()).boxed().collect(Collectors.toSet()));
    }

    /**
     * Forecasts every fold by the members, the rule and the weights that the other folds alone would have given, so
     * that nothing of a fold has an influence on its forecasts.
     */
    static double[] nested(WindowErrors errors, List<double[]> forecasts) {
        double[] combined = errors.empty();
        for (int fold = 0; fold < errors.folds(); fold++) {
            int held = fold;
            Set<Integer> others = IntStream.range(0, errors.folds())
                    .filter(each -> each != held)
                    .boxed()
                    .collect(Collectors.toSet());
            MemberChoice choice = of(errors, forecasts, others);
            WeightFit fit = new WeightFit(
                    errors, choice.members.stream().map(forecasts::get).toList());
            fit.combine(
                    fit.fit(choice.rule, cell -> errors.fold(cell) != held),
                    cell -> errors.fold(cell) == held,
                    combined);
        }
        return combined;
    }

    /** Chooses candidates with an error near the best one's, then leaves out those that do not help. */
    private static MemberChoice of(WindowErrors errors, List<double[]> forecasts, Set<Integer> folds) {
        double[] each = forecasts.stream()
                .mapToDouble(cells -> errors.error(cells, cell -> folds.contains(errors.fold(cell))))
                .toArray();
        List<Integer> sorted = IntStream.range(0, each.length)
                .filter(k -> Double.isFinite(each[k]))
                .boxed()
                .sorted(Comparator.comparingDouble(k -> each[k]))
                .toList();
        if (sorted.isEmpty()) {
            // no cell counts: any candidate with forecasts is as good as another one
            return new MemberChoice(
                    IntStream.range(0, each.length).limit(1).boxed().toList(), CombinationRule.ALL.get(0), Double.NaN);
        }
        double limit = WORST * each[sorted.get(0)];
        List<Integer> kept =
                sorted.stream().filter(k -> each[k] <= limit).limit(MOST).toList();
        MemberChoice best = ofMembers(errors, forecasts, kept, folds);
        // the worst one first, as long as the rest is better without it
        for (int worst = kept.size() - 1; worst >= 2 && best.members.size() > 2; worst--) {
            int out = kept.get(worst);
            List<Integer> rest = new ArrayList<>(best.members);
            rest.remove(Integer.valueOf(out));
            MemberChoice without = ofMembers(errors, forecasts, rest, folds);
            if (without.error < best.error * (1 - GAIN)) {
                best = without;
            }
        }
        return best;
    }

    private static MemberChoice ofMembers(
            WindowErrors errors, List<double[]> forecasts, List<Integer> members, Set<Integer> folds) {
        List<Integer> sorted = members.stream().sorted().toList();
        WeightFit fit =
                new WeightFit(errors, sorted.stream().map(forecasts::get).toList());
        MemberChoice best = new MemberChoice(sorted, CombinationRule.ALL.get(0), Double.POSITIVE_INFINITY);
        for (CombinationRule rule : CombinationRule.ALL) {
            double error = errors.error(fit.outOfSample(rule, folds), cell -> folds.contains(errors.fold(cell)));
            if (error < best.error) {
                best = new MemberChoice(sorted, rule, error);
            }
        }
        return best;
    }
}
