package io.forecastj.models.catboost;

import io.forecastj.ModelLoadException;
import java.util.List;

/**
 * Function from the sums of a row to the answers of a loss function.
 *
 * <p>Immutable. The answers are those of CatBoost's {@code predict} of a regressor, with its default type of
 * prediction, and {@code predict_proba} of a classifier. {@code exp} of CatBoost and of Java may differ in the last
 * bits.
 */
enum LossOutput {
    IDENTITY(
            "RMSE",
            "MAE",
            "Quantile",
            "MAPE",
            "Lq",
            "Huber",
            "Expectile",
            "LogCosh",
            "MultiRMSE",
            "MultiRMSEWithMissingValues",
            "MultiQuantile",
            "QueryRMSE",
            "QuerySoftMax",
            "QueryCrossEntropy",
            "PairLogit",
            "PairLogitPairwise",
            "YetiRank",
            "YetiRankPairwise",
            "StochasticFilter",
            "StochasticRank",
            "LambdaMart",
            "GroupQuantile"),
    LOGISTIC("Logloss", "CrossEntropy", "Focal", "MultiClassOneVsAll", "MultiLogloss", "MultiCrossEntropy"),
    EXP("Poisson", "Tweedie"),
    SOFTMAX("MultiClass");

    private static final List<String> OF_SEVERAL = List.of(
            "MultiClass",
            "MultiClassOneVsAll",
            "MultiLogloss",
            "MultiCrossEntropy",
            "MultiRMSE",
            "MultiRMSEWithMissingValues",
            "MultiQuantile");

    private final List<String> losses;

    LossOutput(String... losses) {
        this.losses = List.of(losses);
    }

    /**
     * Finds the function of a loss function.
     *
     * @param loss the name of the loss function
     * @param outputs the number of sums
     * @throws ModelLoadException if the loss function is not known, or has another number of outputs
     */
    static LossOutput of(String loss, int outputs) {
        for (LossOutput output : values()) {
            if (output.losses.contains(loss)) {
                if (outputs > 1 && !OF_SEVERAL.contains(loss)) {
                    throw new ModelLoadException(
                            "CatBoost model: expected one output of the loss function " + loss + ", found " + outputs);
                }
                if (outputs == 1 && output == SOFTMAX) {
                    throw new ModelLoadException("CatBoost model: expected several outputs of the loss function " + loss
                            + ", found 1; train two classes with Logloss");
                }
                return output;
            }
        }
        String shown = loss.substring(0, Math.min(40, loss.length())).replaceAll("\\p{Cntrl}", "?");
        throw new ModelLoadException("CatBoost model: expected a loss function of which the answers are known, found '"
                + shown + "'; known are " + IDENTITY.losses + ", " + EXP.losses + ", " + LOGISTIC.losses + " and "
                + SOFTMAX.losses + ". Train with one of these");
    }

    /** Returns whether the answers are probabilities of classes. */
    boolean ofClasses() {
        return this == LOGISTIC || this == SOFTMAX;
    }

    double apply(double sum) {
        return switch (this) {
            case LOGISTIC -> 1 / (1 + Math.exp(-sum));
            case EXP -> Math.exp(sum);
            default -> sum;
        };
    }

    void apply(double[] sums, int from, int count) {
        if (this == SOFTMAX) {
            softmax(sums, from, from + count);
        } else if (this != IDENTITY) {
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
            sums[i] = Math.exp(sums[i] - largest);
            total += sums[i];
        }
        for (int i = from; i < to; i++) {
            sums[i] /= total;
        }
    }
}
