package io.forecastj.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verdict on a model in a {@link BacktestDocument}: whether it is better than the naive forecasts.
 *
 * <p>Immutable and thread-safe, equal by value. The accessors are those of {@code Verdict} in {@code
 * forecast-backtest}.
 */
public final class DocumentVerdict {
    private final String model;
    private final String target;
    private final String naive;
    private final String outcome;
    private final double skill;
    private final double pValue;
    private final int origins;
    private final String text;

    DocumentVerdict(
            String model,
            String target,
            String naive,
            String outcome,
            double skill,
            double pValue,
            int origins,
            String text) {
        this.model = model;
        this.target = target;
        this.naive = naive;
        this.outcome = outcome;
        this.skill = skill;
        this.pValue = pValue;
        this.origins = origins;
        this.text = text;
    }

    /** {@return the forecaster's name} */
    public String model() {
        return model;
    }

    /** {@return the target column} */
    public String target() {
        return target;
    }

    /** {@return the name of the naive forecast with which the model is compared} */
    public String naive() {
        return naive;
    }

    /** {@return the name of the outcome: {@code BETTER}, {@code NO_BETTER}, {@code WORSE} or {@code TOO_FEW}} */
    public String outcome() {
        return outcome;
    }

    /** {@return the share of the naive forecast's error that the model removes; NaN if it is undefined} */
    public double skill() {
        return skill;
    }

    /** {@return the adjusted p-value; NaN if the origins are too few} */
    public double pValue() {
        return pValue;
    }

    /** {@return the number of times from which all models were scored} */
    public int origins() {
        return origins;
    }

    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("model", model);
        plain.put("target", target);
        plain.put("naive", naive);
        plain.put("outcome", outcome);
        plain.put("skill", DocumentStep.orNull(skill));
        plain.put("pValue", DocumentStep.orNull(pValue));
        plain.put("origins", origins);
        plain.put("text", text);
        return plain;
    }

    private List<Object> parts() {
        return List.of(model, target, naive, outcome, skill, pValue, origins, text);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DocumentVerdict that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    /** {@return the verdict as a sentence} */
    @Override
    public String toString() {
        return text;
    }
}
