package io.forecastj.models.lightgbm;

import java.util.Map;

/**
 * Loss that training minimizes; it determines the meaning of the model's output.
 *
 * <p>Immutable and thread-safe. LightGBM stores labels and weights as 32-bit floats.
 */
public sealed interface Objective {
    /**
     * Returns the settings of the loss by LightGBM's names.
     *
     * @return names and values, {@code "objective"} among them
     */
    Map<String, String> settings();

    /**
     * Returns the number of outputs for each row.
     *
     * @return 1, or the number of classes
     */
    default int outputs() {
        return 1;
    }

    /** Squared error; the output estimates the mean. */
    record SquaredError() implements Objective {
        @Override
        public Map<String, String> settings() {
            return Map.of("objective", "regression");
        }
    }

    /** Absolute error; the output estimates the median. */
    record AbsoluteError() implements Objective {
        @Override
        public Map<String, String> settings() {
            return Map.of("objective", "regression_l1");
        }
    }

    /**
     * Squared error for small residuals, absolute error for large ones (Huber, 1964).
     *
     * @param alpha the residual at which one becomes the other, in the label's unit, above 0
     */
    record Huber(double alpha) implements Objective {
        /**
         * Checks the range.
         *
         * @param alpha the residual at which squared error becomes absolute error
         * @throws IllegalArgumentException if it is not above 0 or not finite
         */
        public Huber {
            ParameterRules.require(
                    alpha > 0 && alpha < Double.POSITIVE_INFINITY, "huber alpha", "above 0 and finite", alpha);
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("objective", "huber", "alpha", Double.toString(alpha));
        }
    }

    /**
     * Poisson likelihood with a log link, for counts and rates. Labels are at least 0; if all training labels are 0, as
     * in a quiet time of an intermittent demand, the model answers 0.
     */
    record Poisson() implements Objective {
        @Override
        public Map<String, String> settings() {
            return Map.of("objective", "poisson");
        }
    }

    /**
     * Tweedie likelihood with a log link, for amounts that are often 0. Labels are at least 0; if all training labels
     * are 0, the model answers 0.
     *
     * @param power the variance power, at least 1 (as Poisson) and below 2 (towards gamma)
     */
    record Tweedie(double power) implements Objective {
        /**
         * Checks the range.
         *
         * @param power the variance power
         * @throws IllegalArgumentException if it is not at least 1 and below 2
         */
        public Tweedie {
            ParameterRules.require(power >= 1 && power < 2, "tweedie power", "at least 1 and below 2", power);
        }

        @Override
        public Map<String, String> settings() {
            String name = Double.toString(power);
            // LightGBM's metric divides by 1 - power; at 1 the likelihood is that of Poisson
            return power == 1
                    ? Map.of("objective", "tweedie", "tweedie_variance_power", name, "metric", "poisson")
                    : Map.of("objective", "tweedie", "tweedie_variance_power", name);
        }
    }

    /**
     * Pinball loss; the output estimates a quantile.
     *
     * @param alpha the quantile's level, above 0 and below 1
     */
    record Quantile(double alpha) implements Objective {
        /**
         * Checks the range.
         *
         * @param alpha the quantile's level
         * @throws IllegalArgumentException if it is not above 0 and below 1
         */
        public Quantile {
            ParameterRules.require(alpha > 0 && alpha < 1, "quantile alpha", "above 0 and below 1", alpha);
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("objective", "quantile", "alpha", Double.toString(alpha));
        }
    }

    /** Logistic loss on labels 0 and 1; the output is the probability of 1. */
    record Binary() implements Objective {
        @Override
        public Map<String, String> settings() {
            return Map.of("objective", "binary");
        }
    }

    /**
     * Cross entropy over classes; labels are 0 to {@code classes - 1}, the outputs are their probabilities.
     *
     * @param classes the number of classes, at least 2
     */
    record Multiclass(int classes) implements Objective {
        /**
         * Checks the range.
         *
         * @param classes the number of classes
         * @throws IllegalArgumentException if it is below 2
         */
        public Multiclass {
            ParameterRules.require(classes >= 2, "multiclass classes", "at least 2", classes);
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("objective", "multiclass", "num_class", Integer.toString(classes));
        }

        @Override
        public int outputs() {
            return classes;
        }
    }
}
