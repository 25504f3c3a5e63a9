package io.forecastj.models.xgboost;

import io.forecastj.models.regression.Examples;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Powers of two by which a training multiplies the weights of all rows, and by one of them also the settings that are
 * compared with sums of weights.
 *
 * <p>XGBoost makes no split that reduces the loss by less than 1e-6 ({@code kRtEps}), whatever the labels' unit, and
 * computes gains as 32-bit floats, which overflow. A common factor of all weights changes neither splits nor leaves
 * otherwise; a power of two not even their last bits.
 *
 * <p>Weights whose mean is far from 1 are multiplied by another power of two, so that it is not. Sums of small ones,
 * such as weights that add up to 1, would stay below {@code min_child_weight}, and those of large ones overflow.
 *
 * @param exponent the exponent of the power for the loss, 0 for labels of an ordinary spread
 * @param ofWeights the exponent of the power for weights, 0 if their mean is near 1
 */
record LossScale(int exponent, int ofWeights) {
    /** Exponents of the variance between which XGBoost's own arithmetic does well. */
    private static final int LEAST = -6;

    private static final int MOST = 80;
    private static final int LIMIT = 90;

    /** Exponents of the mean weight between which weights are left as they are. */
    private static final int LEAST_WEIGHT = -3;

    private static final int MOST_WEIGHT = 10;

    private static final List<String> SETTINGS = List.of("min_child_weight", "alpha", "lambda", "gamma");

    /** Returns the scale for a training. */
    static LossScale of(XgBoostObjective objective, Examples training) {
        return new LossScale(ofLoss(objective, training), ofWeights(training.weights()));
    }

    private static int ofWeights(double @Nullable [] weights) {
        double mean = weights == null
                ? 1
                : Arrays.stream(weights).filter(weight -> weight > 0).average().orElse(1);
        int size = Math.getExponent(mean);
        return size < LEAST_WEIGHT || size > MOST_WEIGHT ? -size : 0;
    }

    /** Returns the exponent for the loss; 0 if it does not grow with the squares of the labels. */
    private static int ofLoss(XgBoostObjective objective, Examples training) {
        boolean squared = objective instanceof XgBoostObjective.SquaredError;
        if (!squared
                && !(objective instanceof XgBoostObjective.PseudoHuber)
                && !(objective instanceof XgBoostObjective.Quantile)) {
            return 0;
        }
        double variance = variance(training);
        int size = variance == 0 ? 0 : Math.getExponent(variance);
        // less weight only for squared errors: others start from a quotient by a sum of weights, which kRtEps bounds
        return size < LEAST || size > MOST && squared ? Math.max(-LIMIT, Math.min(LIMIT, -size)) : 0;
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
        if (exponent + ofWeights == 0) {
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
                Arrays.stream(weights)
                        .map(weight -> scaled(weight, exponent + ofWeights))
                        .toArray());
    }

    Map<String, String> apply(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        for (String name : SETTINGS) {
            all.computeIfPresent(name, (key, value) -> Double.toString(scaled(Double.parseDouble(value), exponent)));
        }
        return all;
    }

    /** Returns a number times the power, within the range of 32-bit floats. */
    private static double scaled(double value, int exponent) {
        return Math.min(Float.MAX_VALUE, Math.scalb(value, exponent));
    }
}
