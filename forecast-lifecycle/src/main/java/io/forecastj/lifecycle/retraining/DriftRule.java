package io.forecastj.lifecycle.retraining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rule of drift: enough inputs have moved away from the training span.
 *
 * @param measure the measure of drift
 * @param threshold the value from which an input counts as moved
 * @param share the share of the inputs that must have moved; 0 for any one
 */
record DriftRule(Measure measure, double threshold, double share) implements RetrainRule {
    /** The largest number of inputs that a reason names. */
    private static final int NAMED = 5;

    /** A measure of drift. */
    enum Measure {
        STABILITY("population stability index"),
        KOLMOGOROV_SMIRNOV("Kolmogorov-Smirnov statistic");

        private final String words;

        Measure(String words) {
            this.words = words;
        }

        Map<String, Double> of(RetrainState state) {
            return this == STABILITY ? state.populationStability() : state.kolmogorovSmirnov();
        }
    }

    DriftRule {
        if (!(threshold > 0 && threshold < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "expected a threshold of the " + measure.words + " above 0, found " + threshold);
        }
        PolicyChecks.fraction("share of the inputs", share);
    }

    @Override
    public Finding look(RetrainState state) {
        Map<String, Double> values = measure.of(state);
        if (values.isEmpty()) {
            return new Finding(false, "the " + measure.words + " of the inputs is not known");
        }
        List<Map.Entry<String, Double>> sorted = new ArrayList<>(values.entrySet());
        sorted.sort(Map.Entry.<String, Double>comparingByValue().reversed());
        long moved = sorted.stream().filter(one -> one.getValue() >= threshold).count();
        double least = Math.max(1, Math.ceil(share * values.size() - 1e-9));
        boolean met = moved >= least;
        StringBuilder words = new StringBuilder("the " + measure.words + " is at least " + RuleText.number(threshold)
                + " for " + moved + " of " + RuleText.count(values.size(), "input") + ", "
                + (met ? "at least " : "less than ") + (long) least + ": ");
        for (int i = 0; i < Math.min(NAMED, sorted.size()); i++) {
            words.append(i == 0 ? "" : ", ")
                    .append(sorted.get(i).getKey())
                    .append(' ')
                    .append(RuleText.number(sorted.get(i).getValue()));
        }
        return new Finding(met, words + (sorted.size() > NAMED ? " and less" : ""));
    }
}
