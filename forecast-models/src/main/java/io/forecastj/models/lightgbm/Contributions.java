package io.forecastj.models.lightgbm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Contribution of each feature to the difference of one answer from the model's average: Shapley values (TreeSHAP).
 *
 * <p>Immutable and thread-safe. Values are in units of the sum of the trees, before the objective's function: on the
 * scale of the labels for regression, log-odds for {@link Objective.Binary}, logarithms for {@link Objective.Poisson}
 * and {@link Objective.Tweedie}. {@link #expected} and all of {@link #byFeature} add up to that sum. For a random
 * forest both are means over its trees; LightGBM gives sums. For a model trained on a CUDA device, whose counts
 * LightGBM only estimates, they equal LightGBM's values, which add up approximately.
 *
 * @param expected the mean answer over the training rows, computed from the trees' counts
 * @param byFeature each feature's contribution, in the order of {@link LightGbmModel#features()}; unmodifiable
 */
public record Contributions(double expected, Map<String, Double> byFeature) {
    /**
     * Copies the contributions.
     *
     * @param expected the mean answer over the training rows
     * @param byFeature each feature's contribution
     */
    public Contributions {
        byFeature = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(byFeature, "byFeature")));
    }

    /**
     * Returns the sum of the expected value and all contributions.
     *
     * @return the sum of the trees for the row, up to rounding
     */
    public double sum() {
        double sum = expected;
        for (double part : byFeature.values()) {
            sum += part;
        }
        return sum;
    }
}
