package io.forecastj.models.catboost;

/**
 * Linear function that CatBoost applies to the sums of the trees.
 *
 * <p>Thread-safe as long as nobody changes the array, which is not copied.
 *
 * @param scale the factor, finite
 * @param bias the summand of each output, finite
 */
record ScaleAndBias(double scale, double[] bias) {
    /**
     * Applies the function to the sums of a row. The forms are CatBoost's, which adds no zero: so the sign of a zero is
     * CatBoost's too.
     */
    void apply(double[] sums, int from) {
        boolean unbiased = true;
        for (double each : bias) {
            unbiased &= each == 0;
        }
        for (int k = 0; k < bias.length; k++) {
            sums[from + k] = apply(sums[from + k], unbiased ? 0 : bias[k], unbiased);
        }
    }

    /** Applies the function to the sum of a model with one output. */
    double apply(double sum) {
        return apply(sum, bias[0], bias[0] == 0);
    }

    private double apply(double sum, double summand, boolean unbiased) {
        double scaled = scale == 1 ? sum : scale * sum;
        return unbiased ? scaled : scaled + summand;
    }
}
