package io.forecastj.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Scores of one model on one target in a {@link BacktestDocument}.
 *
 * <p>Immutable and thread-safe, equal by value. Scores have the names of the accessors of {@code Score} and {@code
 * ClassScore} in {@code forecast-backtest}, such as {@code rmse} and {@code logLoss}. A score that is undefined is NaN.
 */
public final class DocumentScores {
    private final String model;
    private final String target;
    private final boolean reference;
    private final Map<String, Long> counts;
    private final Map<String, Double> scores;
    private final @Nullable Tables tables;
    private final Map<String, Map<String, Long>> confusion;

    /**
     * Counts and scores that only forecasts of values have.
     *
     * @param statuses the number of forecasts by status
     * @param intervals the scores of each interval, with its level
     * @param pinball the loss by level
     * @param steps the scores of each step, with the number of pairs
     */
    record Tables(
            Map<String, Long> statuses,
            List<Map<String, Double>> intervals,
            Map<String, Double> pinball,
            Map<Integer, Map<String, Double>> steps) {
        Tables {
            statuses = Collections.unmodifiableMap(new LinkedHashMap<>(statuses));
            intervals = List.copyOf(intervals);
            pinball = Collections.unmodifiableMap(new LinkedHashMap<>(pinball));
            steps = Collections.unmodifiableMap(new TreeMap<>(steps));
        }
    }

    DocumentScores(
            String model,
            String target,
            boolean reference,
            Map<String, Long> counts,
            Map<String, Double> scores,
            @Nullable Tables tables,
            Map<String, Map<String, Long>> confusion) {
        this.model = model;
        this.target = target;
        this.reference = reference;
        this.counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        this.scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
        this.tables = tables;
        this.confusion = Collections.unmodifiableMap(new LinkedHashMap<>(confusion));
    }

    /** {@return the forecaster's name} */
    public String model() {
        return model;
    }

    /** {@return the target column} */
    public String target() {
        return target;
    }

    /** {@return true for a naive forecast that the backtest adds} */
    public boolean reference() {
        return reference;
    }

    /**
     * {@return {@code pairs}, and of values also {@code forecasts}, {@code fits} and {@code failedFits};
     * unmodifiable}
     */
    public Map<String, Long> counts() {
        return counts;
    }

    /** {@return the scores over all pairs by name; unmodifiable} */
    public Map<String, Double> scores() {
        return scores;
    }

    /** {@return the scores by step, in order; empty for forecasts of classes; unmodifiable} */
    public Map<Integer, Map<String, Double>> byStep() {
        return tables == null ? Map.of() : tables.steps();
    }

    /** {@return of each interval {@code level}, {@code coverage}, {@code width} and {@code winkler}; unmodifiable} */
    public List<Map<String, Double>> intervals() {
        return tables == null ? List.of() : tables.intervals();
    }

    /** {@return the pinball loss by level; empty without quantiles; unmodifiable} */
    public Map<String, Double> pinball() {
        return tables == null ? Map.of() : tables.pinball();
    }

    /** {@return the number of forecasts of values by the name of their status; unmodifiable} */
    public Map<String, Long> statuses() {
        return tables == null ? Map.of() : tables.statuses();
    }

    /** {@return the number of pairs by actual and by predicted class; empty for forecasts of values; unmodifiable} */
    public Map<String, Map<String, Long>> confusion() {
        return confusion;
    }

    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("model", model);
        plain.put("target", target);
        plain.put("reference", reference);
        plain.putAll(counts);
        plain.putAll(DocumentStep.orNull(scores));
        if (tables == null) {
            plain.put("confusion", confusion);
            return plain;
        }
        plain.put("statuses", tables.statuses());
        plain.put(
                "intervals",
                tables.intervals().stream().map(DocumentStep::orNull).toList());
        plain.put("pinball", DocumentStep.orNull(tables.pinball()));
        plain.put(
                "steps",
                tables.steps().entrySet().stream()
                        .map(step -> step(step.getKey(), step.getValue()))
                        .toList());
        return plain;
    }

    private static Map<String, @Nullable Object> step(int step, Map<String, Double> scores) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("step", step);
        plain.putAll(DocumentStep.orNull(scores));
        Double pairs = scores.get("pairs");
        plain.put("pairs", pairs == null ? 0 : pairs.intValue());
        return plain;
    }

    private List<Object> parts() {
        return List.of(model, target, reference, counts, scores, tables == null ? "" : tables, confusion);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DocumentScores that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return model + " on " + target + ": " + scores;
    }
}
