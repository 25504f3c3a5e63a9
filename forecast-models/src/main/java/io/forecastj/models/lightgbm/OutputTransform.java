package io.forecastj.models.lightgbm;

/**
 * Function from the raw scores of a row to an objective's outputs.
 *
 * <p>Immutable. Formulas are those of LightGBM's objective functions ({@code ConvertOutput}); {@code exp} and {@code
 * log1p} of the Java and C libraries may differ in the last bits.
 *
 * @param kind the function
 * @param sigmoid the steepness of a sigmoid; 1 for other functions
 */
record OutputTransform(Kind kind, double sigmoid) {
    enum Kind {
        IDENTITY,
        SIGNED_SQUARE,
        EXP,
        SIGMOID,
        SOFTMAX,
        LOG1P_EXP,
        /** Division by the sum, for shares of classes by separate trees. */
        SHARES
    }

    static OutputTransform of(Kind kind) {
        return new OutputTransform(kind, 1);
    }

    double apply(double score) {
        return switch (kind) {
            case IDENTITY -> score;
            case SIGNED_SQUARE -> Math.signum(score) * score * score;
            case EXP -> Math.exp(score);
            case SIGMOID -> 1 / (1 + Math.exp(-sigmoid * score));
            case LOG1P_EXP -> Math.log1p(Math.exp(score));
            case SOFTMAX, SHARES -> 1; // for one class
        };
    }

    void apply(double[] scores, int from, int count) {
        if (kind == Kind.SOFTMAX) {
            softmax(scores, from, from + count);
        } else if (kind == Kind.SHARES) {
            shares(scores, from, from + count);
        } else if (kind != Kind.IDENTITY) {
            for (int i = from; i < from + count; i++) {
                scores[i] = apply(scores[i]);
            }
        }
    }

    private static void softmax(double[] scores, int from, int to) {
        double max = scores[from];
        for (int i = from + 1; i < to; i++) {
            max = Math.max(scores[i], max);
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            scores[i] = Math.exp(scores[i] - max);
            sum += scores[i];
        }
        for (int i = from; i < to; i++) {
            scores[i] /= sum;
        }
    }

    // A share is a mean of 0 and 1 up to rounding, which may be below 0.
    private static void shares(double[] means, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            means[i] = Math.max(0, means[i]);
            sum += means[i];
        }
        for (int i = from; i < to; i++) {
            means[i] = sum > 0 ? means[i] / sum : 1.0 / (to - from);
        }
    }
}
