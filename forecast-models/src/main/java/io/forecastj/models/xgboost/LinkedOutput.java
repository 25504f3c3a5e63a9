package io.forecastj.models.xgboost;

import io.forecastj.ModelLoadException;
import java.util.Set;
import java.util.TreeSet;

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
    HINGE,
    SOFTMAX,
    SORT;

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

    /** Least distance of a logistic base score from 0 and 1, to which XGBoost moves it from 3.2 on. */
    private static final float NEAR = 1e-6f;

    /**
     * Returns the function of an objective.
     *
     * @param objective the objective's object
     * @param outputs the number of sums
     * @param version the version of XGBoost that wrote the file
     * @throws ModelLoadException if the objective is not known, or does not fit the number of sums
     */
    static LinkedOutput of(ModelFields objective, int outputs, int[] version) {
        String name = objective.text("name");
        if (outputs > 1 && name.equals("reg:expectileerror")) {
            throw objective.refuse("expected one level of reg:expectileerror, found " + outputs
                    + "; train a model for each level, or use reg:quantileerror");
        }
        if (outputs > 1 && name.equals("reg:quantileerror") && since(version, 3, 4)) {
            return SORT; // quantiles of a row that cross are sorted
        }
        if (PLAIN.contains(name)) {
            return IDENTITY;
        }
        if (EXPONENTIAL.contains(name)) {
            return EXP;
        }
        return switch (name) {
            case "reg:logistic", "binary:logistic" -> LOGISTIC;
            case "binary:hinge" -> HINGE;
            case "multi:softprob", "multi:softmax" -> {
                if (outputs < 2) {
                    throw objective.refuse("expected at least 2 classes of " + name + ", found 1");
                }
                yield SOFTMAX;
            }
            default ->
                throw objective.refuse("expected a known objective, found " + ModelFields.shown(name) + "; known are "
                        + known() + ". If you want the sums of the trees of a function that is not among them, call"
                        + " set_param({\"objective\": \"reg:squarederror\"}) on the booster and save it again");
        };
    }

    private static String known() {
        Set<String> names = new TreeSet<>(PLAIN);
        names.addAll(EXPONENTIAL);
        names.addAll(Set.of("reg:logistic", "binary:logistic", "binary:hinge", "multi:softprob", "multi:softmax"));
        return String.join(", ", names);
    }

    private static boolean since(int[] version, int major, int minor) {
        return version[0] > major || version[0] == major && version[1] >= minor;
    }

    /**
     * Turns base scores, which are on the scale of the answers, into the values before the first tree.
     *
     * @param source the object that holds the scores, for messages
     * @param baseScores the score of each output
     * @param version the version of XGBoost that wrote the file
     * @throws ModelLoadException if a score is outside of the objective's range
     */
    float[] margins(ModelFields source, float[] baseScores, int[] version) {
        float[] margins = new float[baseScores.length];
        for (int i = 0; i < margins.length; i++) {
            float score = baseScores[i];
            margins[i] = switch (this) {
                case LOGISTIC -> (float) -Math.log(1 / inside(score, version) - 1);
                case EXP -> (float) Math.log(score);
                default -> score;
            };
            if (!Float.isFinite(margins[i])) {
                throw source.refuse("expected a 'base_score' "
                        + (this == LOGISTIC ? "between 0 and 1" : this == EXP ? "above 0" : "that is finite")
                        + ", found " + score);
            }
        }
        return margins;
    }

    private static float inside(float score, int[] version) {
        return since(version, 3, 2) && score >= 0 && score <= 1 ? Math.min(Math.max(score, NEAR), 1 - NEAR) : score;
    }

    double apply(double sum) {
        return switch (this) {
            case LOGISTIC -> 1 / ((float) Math.exp(Math.min(-(float) sum, MAX_EXPONENT)) + 1f);
            case EXP -> (float) Math.exp((float) sum);
            case HINGE -> sum > 0 ? 1 : 0;
            default -> sum;
        };
    }

    void apply(double[] sums, int from, int count) {
        if (this == SOFTMAX) {
            softmax(sums, from, from + count);
        } else if (this == SORT) {
            sort(sums, from, from + count);
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
            sums[i] = (float) Math.exp((float) (sums[i] - largest));
            total += sums[i];
        }
        for (int i = from; i < to; i++) {
            sums[i] = (float) sums[i] / (float) total;
        }
    }

    /** Sorts by insertion, as XGBoost does: there are few, and two zeros keep their order. */
    private static void sort(double[] sums, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            double value = sums[i];
            int at = i;
            for (; at > from && sums[at - 1] > value; at--) {
                sums[at] = sums[at - 1];
            }
            sums[at] = value;
        }
    }
}
