package io.forecastj.models.xgboost;

import io.forecastj.models.regression.Examples;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Power of two by which a training multiplies the weights of all rows and the settings that are compared with sums of
 * weights.
 *
 * <p>XGBoost makes no split that reduces the loss by less than 1e-6 ({@code kRtEps}), whatever the labels' unit, and
 * computes gains as 32-bit floats, which overflow. A common factor of all weights changes neither splits nor leaves
 * otherwise; a power of two not even their last bits.
 *
 * @param exponent the exponent of the power, 0 for labels of an ordinary spread
 */
record LossScale(int exponent) {
    /** Exponents of the variance between which XGBoost's own arithmetic does well. */
    private static final int LEAST = -6;

    private static final int MOST = 80;
    private static final int LIMIT = 90;
    private static final List<String> SETTINGS = List.of("min_child_weight", "alpha", "lambda", "gamma");

    /** Returns the scale for a training; 1 if the loss does not grow with the squares of the labels. */
    static LossScale of(XgBoostObjective objective, Examples training) {
        boolean squared = objective instanceof XgBoostObjective.SquaredError;
        if (!squared
                && !(objective instanceof XgBoostObjective.PseudoHuber)
                && !(objective instanceof XgBoostObjective.Quantile)) {
            return new LossScale(0);
        }
        double variance = variance(training);
        int size = variance == 0 ? 0 : Math.getExponent(variance);
        // less weight only for squared errors: others start from a quotient by a sum of weights, which kRtEps bounds
        return new LossScale(size < LEAST || size > MOST && squared ? Math.max(-LIMIT, Math.min(LIMIT, -size)) : 0);
    }

    private static double variance(Examples examples) {
        double[] weights = examples.weights();
        double total = 0;
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < examples.labels().length; i++) {
            double weight = weights == null ? 1 : weights[i];
            if (weight > 0) {
                total += weight;
                double difference = examples.labels()[i] - mean;
                mean += difference * weight / total;
                squares += weight * difference * (examples.labels()[i] - mean);
            }
        }
        return squares / total;
    }

    Examples apply(Examples examples) {
        if (exponent == 0) {
            return examples;
        }
        double[] weights = examples.weights();
        if (weights == null) {
            weights = new double[examples.labels().length];
            Arrays.fill(weights, 1);
        }
        return new Examples(
                examples.features(),
                examples.rows(),
                examples.labels(),
                Arrays.stream(weights).map(this::scaled).toArray());
    }

    Map<String, String> apply(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        for (String name : SETTINGS) {
            all.computeIfPresent(name, (key, value) -> Double.toString(scaled(Double.parseDouble(value))));
        }
        return all;
    }

    /** Returns a number times the power, within the range of 32-bit floats. */
    private double scaled(double value) {
        return Math.min(Float.MAX_VALUE, Math.scalb(value, exponent));
    }
}
