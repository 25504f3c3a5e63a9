package io.forecastj.models.lightgbm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How much each feature moved one answer of a model away from its average: Shapley values (TreeSHAP).
 *
 * <p>Immutable and thread-safe. Values are in units of the sum of the trees, before the objective's function: on the
 * scale of the labels for regression, log-odds for {@link Objective.Binary}, logarithms for {@link Objective.Poisson}
 * and {@link Objective.Tweedie}. {@link #expected} and all of {@link #byFeature} add up to that sum. For a random forest
 * both are means over its trees, where LightGBM gives sums. Of a model trained on a CUDA device, whose counts LightGBM
 * only estimates, they are the numbers that LightGBM gives, which add up roughly.
 *
 * @param expected the mean answer over the training rows, as the trees' counts give it
 * @param byFeature each feature's part, in the order of {@link LightGbmModel#features()}; unmodifiable
 */
public record Contributions(double expected, Map<String, Double> byFeature) {
    /**
     * Copies the parts.
     *
     * @param expected the mean answer over the training rows
     * @param byFeature each feature's part
     */
    public Contributions {
        byFeature = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(byFeature, "byFeature")));
    }

    /**
     * Returns the expected value and all parts together.
     *
     * @return the sum of the trees for the row, but for rounding
     */
    public double sum() {
        double sum = expected;
        for (double part : byFeature.values()) {
            sum += part;
        }
        return sum;
    }
}
