package io.forecastj.models.xgboost;

import java.util.Map;

/**
 * Loss that an XGBoost training minimizes; it determines the meaning of the model's output.
 *
 * <p>Immutable and thread-safe. XGBoost stores labels and weights as 32-bit floats, and makes no split that reduces the
 * loss by less than 0.000001. So if labels whose unit is that of the loss vary little, as returns of minutes do, or by
 * orders of magnitude, training multiplies all weights by one power of two; the model's gains are in that unit then. So
 * it does if the mean weight is below 1/8 or from 2048 on, to make it 1 to 2, since {@link
 * XgBoostParameters.Builder#minChildWeight} and the penalties are compared with sums of weights.
 */
public sealed interface XgBoostObjective {
    /**
     * Returns the settings of the loss by XGBoost's names.
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
    record SquaredError() implements XgBoostObjective {
        @Override
        public Map<String, String> settings() {
            return Map.of("objective", "reg:squarederror");
        }
    }

    /** Absolute error; the output estimates the median. */
    record AbsoluteError() implements XgBoostObjective {
        @Override
        public Map<String, String> settings() {
            return Map.of("objective", "reg:absoluteerror");
        }
    }

    /**
     * Smooth loss that is near to a squared error for small residuals and to an absolute error for large ones.
     *
     * @param slope the residual around which one becomes the other, in the label's unit, above 0
     */
    record PseudoHuber(double slope) implements XgBoostObjective {
        /**
         * Checks the range.
         *
         * @param slope the residual around which squared error becomes absolute error
         * @throws IllegalArgumentException if it is not above 0 or not finite
         */
        public PseudoHuber {
            XgBoostRules.require(
                    (float) slope > 0 && (float) slope < Float.POSITIVE_INFINITY,
                    "pseudo-Huber slope",
                    "above 0 and finite as a 32-bit float",
                    slope);
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("objective", "reg:pseudohubererror", "huber_slope", Double.toString(slope));
        }
    }

    /**
     * Poisson likelihood with a log link, for counts and rates. Labels are at least 0; if all training labels are 0, as
     * in a quiet time of an intermittent demand, the model answers 0.
     */
    record Poisson() implements XgBoostObjective {
        @Override
        public Map<String, String> settings() {
            return Map.of("objective", "count:poisson");
        }
    }

    /**
     * Tweedie likelihood with a log link, for amounts that are often 0. Labels are at least 0; if all training labels
     * are 0, the model answers 0.
     *
     * @param power the variance power, above 1 (towards Poisson) and below 2 (towards gamma)
     */
    record Tweedie(double power) implements XgBoostObjective {
        /**
         * Checks the range.
         *
         * @param power the variance power
         * @throws IllegalArgumentException if it is not above 1 and below 2
         */
        public Tweedie {
            XgBoostRules.require((float) power > 1 && (float) power < 2, "tweedie power", "above 1 and below 2", power);
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("objective", "reg:tweedie", "tweedie_variance_power", Double.toString(power));
        }
    }

    /**
     * Pinball loss; the output estimates a quantile.
     *
     * @param alpha the quantile's level, above 0 and below 1
     */
    record Quantile(double alpha) implements XgBoostObjective {
        /**
         * Checks the range.
         *
         * @param alpha the quantile's level
         * @throws IllegalArgumentException if it is not above 0 and below 1
         */
        public Quantile {
            XgBoostRules.require(
                    (float) alpha > 0 && (float) alpha < 1, "quantile alpha", "above 0 and below 1", alpha);
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("objective", "reg:quantileerror", "quantile_alpha", Double.toString(alpha));
        }
    }

    /** Logistic loss on labels 0 and 1; the output is the probability of 1. */
    record Binary() implements XgBoostObjective {
        @Override
        public Map<String, String> settings() {
            return Map.of("objective", "binary:logistic");
        }
    }

    /**
     * Cross entropy over classes; labels are 0 to {@code classes - 1}, the outputs are their probabilities.
     *
     * @param classes the number of classes, 2 to 10,000
     */
    record Multiclass(int classes) implements XgBoostObjective {
        /**
         * Checks the range.
         *
         * @param classes the number of classes
         * @throws IllegalArgumentException if it is below 2 or above 10,000
         */
        public Multiclass {
            XgBoostRules.require(classes >= 2 && classes <= 10_000, "multiclass classes", "2 to 10000", classes);
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("objective", "multi:softprob", "num_class", Integer.toString(classes));
        }

        @Override
        public int outputs() {
            return classes;
        }
    }
}
