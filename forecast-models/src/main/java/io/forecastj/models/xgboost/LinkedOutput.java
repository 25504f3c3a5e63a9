package io.forecastj.models.xgboost;

import java.util.Set;

/**
 * Function from the sums of a row to an objective's answers, computed in 32-bit floats, and its inverse for the base
 * score.
 *
 * <p>Immutable. Formulas are those of XGBoost's objective functions ({@code PredTransform}, {@code ProbToMargin});
 * {@code exp} and {@code log} of the Java and C libraries may differ in the last bit.
 */
enum LinkedOutput {
    IDENTITY,
    LOGISTIC,
    EXP,
    SOFTMAX;

    private static final Set<String> PLAIN = Set.of(
            "reg:squarederror",
            "reg:linear",
            "reg:squaredlogerror",
            "reg:absoluteerror",
            "reg:pseudohubererror",
            "reg:quantileerror",
            "reg:expectileerror",
            "binary:logitraw",
            "rank:pairwise",
            "rank:ndcg",
            "rank:map");
    private static final Set<String> EXPONENTIAL =
            Set.of("count:poisson", "reg:gamma", "reg:tweedie", "survival:cox", "survival:aft");
    private static final float MAX_EXPONENT = 88.7f;

    static LinkedOutput of(ModelFields objective, int outputs) {
        String name = objective.text("name");
        if (PLAIN.contains(name)) {
            return IDENTITY;
        }
        if (EXPONENTIAL.contains(name)) {
            return EXP;
        }
        return switch (name) {
            case "reg:logistic", "binary:logistic" -> LOGISTIC;
            case "multi:softprob", "multi:softmax" -> {
                if (outputs < 2) {
                    throw objective.refuse("expected at least 2 classes of " + name + ", found 1");
                }
                yield SOFTMAX;
            }
            default ->
                throw objective.refuse("expected a known objective, found " + ModelFields.shown(name)
                        + "; known are " + PLAIN + ", " + EXPONENTIAL
                        + ", reg:logistic, binary:logistic, multi:softprob and multi:softmax");
        };
    }

    /** Turns base scores, which are on the scale of the answers, into the values before the first tree. */
    float[] margins(float[] baseScores) {
        float[] margins = new float[baseScores.length];
        for (int i = 0; i < margins.length; i++) {
            float score = baseScores[i];
            margins[i] = switch (this) {
                case LOGISTIC -> (float) -Math.log(1 / score - 1);
                case EXP -> (float) Math.log(score);
                default -> score;
            };
        }
        return margins;
    }

    double apply(double sum) {
        return switch (this) {
            case LOGISTIC -> 1 / ((float) Math.exp(Math.min(-(float) sum, MAX_EXPONENT)) + 1f);
            case EXP -> (float) Math.exp((float) sum);
            default -> sum;
        };
    }

    void apply(double[] sums, int from, int count) {
        if (this == SOFTMAX) {
            softmax(sums, from, from + count);
        } else if (this == LOGISTIC || this == EXP) {
            for (int i = from; i < from + count; i++) {
                sums[i] = apply(sums[i]);
            }
        }
    }

    private static void softmax(double[] sums, int from, int to) {
        double largest = sums[from];
        for (int i = from + 1; i < to; i++) {
            largest = Math.max(largest, sums[i]);
        }
        double total = 0;
        for (int i = from; i < to; i++) {
            sums[i] = (float) Math.exp((float) (sums[i] - largest));
            total += sums[i];
        }
        for (int i = from; i < to; i++) {
            sums[i] = (float) sums[i] / (float) total;
        }
    }
}
