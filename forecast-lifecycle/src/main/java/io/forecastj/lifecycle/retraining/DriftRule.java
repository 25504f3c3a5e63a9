package io.forecastj.lifecycle.retraining;

import io.forecastj.lifecycle.retraining.RetrainState.Drift;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Rule of drift: enough inputs have moved away from the training span, and further than parts of that span usually are
 * from the whole of it.
 *
 * @param measure the measure of drift
 * @param threshold the value from which an input counts as moved
 * @param share the share of the inputs that must have moved; 0 for any one
 * @param rows the least number of live rows of an input that counts
 */
record DriftRule(Measure measure, double threshold, double share, long rows) implements RetrainRule {
    /** The largest number of inputs that a reason names. */
    private static final int NAMED = 5;

    private static final double ROUNDING = 1e-9;

    /** A measure of drift. */
    enum Measure {
        STABILITY("population stability index"),
        KOLMOGOROV_SMIRNOV("Kolmogorov-Smirnov statistic");

        private final String words;

        Measure(String words) {
            this.words = words;
        }

        Map<String, Drift> of(RetrainState state) {
            return this == STABILITY ? state.populationStability() : state.kolmogorovSmirnov();
        }
    }

    DriftRule {
        if (!(threshold > 0 && threshold < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "expected a threshold of the " + measure.words + " above 0, found " + threshold);
        }
        PolicyChecks.fraction("share of the inputs", share);
        PolicyChecks.atLeastOne("least number of live rows", rows);
    }

    @Override
    public Finding look(RetrainState state) {
        Map<String, Drift> all = measure.of(state);
        if (all.isEmpty()) {
            return new Finding(false, "the " + measure.words + " of the inputs is not known");
        }
        List<Map.Entry<String, Drift>> enough = all.entrySet().stream()
                .filter(one -> one.getValue().rows() >= rows)
                .sorted(Comparator.comparingDouble(
                        (Map.Entry<String, Drift> one) -> -one.getValue().value()))
                .toList();
        if (enough.isEmpty()) {
            return new Finding(false, "no input has " + rows + " live rows for the " + measure.words);
        }
        long moved = enough.stream().filter(one -> moved(one.getValue())).count();
        long least = Math.max(1, (long) Math.ceil(share * enough.size() - ROUNDING));
        boolean met = moved >= least;
        String inputs = enough.stream()
                .limit(NAMED)
                .map(one -> one.getKey() + " " + words(one.getValue()))
                .collect(Collectors.joining(", "));
        return new Finding(
                met,
                moved + " of " + RuleText.count(enough.size(), "input") + " drifted to a " + measure.words
                        + " of at least " + RuleText.number(threshold) + (met ? ", at least " : ", fewer than ") + least
                        + ": " + inputs + (enough.size() > NAMED ? " and smaller ones" : ""));
    }

    private boolean moved(Drift drift) {
        return drift.value() >= threshold && drift.value() > drift.usual();
    }

    private static String words(Drift drift) {
        return RuleText.number(drift.value())
                + (drift.usual() > 0 ? " (usually up to " + RuleText.number(drift.usual()) + ")" : "");
    }
}
