package io.forecastj.models.explain;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One point of a forecast as a sum of a base value and a Shapley value of each feature, in the unit of the target.
 *
 * <p>Immutable and thread-safe.
 */
public final class ShapleyValues {
    private final String target;
    private final int step;
    private final Instant time;
    private final double point;
    private final double base;
    private final Map<String, Double> byFeature;
    private final List<String> unexplained;

    ShapleyValues(
            String target,
            int step,
            Instant time,
            double point,
            double base,
            Map<String, Double> byFeature,
            List<String> unexplained) {
        this.target = target;
        this.step = step;
        this.time = time;
        this.point = point;
        this.base = base;
        this.byFeature = Collections.unmodifiableMap(new LinkedHashMap<>(byFeature));
        this.unexplained = unexplained.stream().distinct().toList();
    }

    /** {@return the target column} */
    public String target() {
        return target;
    }

    /** {@return the step} */
    public int step() {
        return step;
    }

    /** {@return the time of the step} */
    public Instant time() {
        return time;
    }

    /** {@return the point forecast, equal to that of the session's forecast} */
    public double point() {
        return point;
    }

    /**
     * Returns the base value: the forecast that is expected without the features. Base value and all Shapley values add
     * up to the point, up to rounding.
     *
     * @return the base value
     */
    public double base() {
        return base;
    }

    /** {@return the Shapley value of each feature, in the order of the model's inputs; unmodifiable} */
    public Map<String, Double> byFeature() {
        return byFeature;
    }

    /**
     * Returns the features with the largest Shapley values, by size.
     *
     * @param count the number of features; all if there are fewer
     * @return the features and their values, the largest first; unmodifiable
     * @throws IllegalArgumentException if {@code count < 0}
     */
    public List<Map.Entry<String, Double>> largest(int count) {
        return byFeature.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> -Math.abs(entry.getValue())))
                .limit(count)
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * Returns the members of an ensemble that have no explanation, such as naive forecasts and networks. Their weighted
     * forecasts count in the base value.
     *
     * @return their names; empty if all members are explained; unmodifiable
     */
    public List<String> unexplained() {
        return unexplained;
    }

    @Override
    public String toString() {
        return "'" + target + "' at step " + step + ": " + point + " = " + base + " + " + byFeature;
    }
}
