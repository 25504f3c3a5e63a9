package io.forecastj.models.lightgbm;

import io.forecastj.models.regression.Examples;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Model without trees: the constant that has the least loss on the training examples. Early stopping compares the
 * rounds with it, so that examples from which nothing can be learnt give a constant.
 *
 * @param answer the constant: the labels' mean, median or quantile
 * @param loss its loss on the validation examples, as LightGBM computes it
 */
record NoTree(double answer, double loss) {
    /** Returns the constant; null for an objective other than those of squared, absolute and quantile errors. */
    static @Nullable NoTree of(Objective objective, Examples training, Examples validation) {
        if (objective instanceof Objective.SquaredError) {
            double mean = mean(training, label -> label);
            return new NoTree(mean, mean(validation, label -> (label - mean) * (label - mean)));
        }
        double level = objective instanceof Objective.Quantile quantile ? quantile.alpha() : 0.5;
        if (objective instanceof Objective.AbsoluteError || objective instanceof Objective.Quantile) {
            double answer = quantile(training, level);
            double unit = objective instanceof Objective.AbsoluteError ? 2 : 1;
            return new NoTree(
                    answer,
                    mean(
                            validation,
                            label -> unit
                                    * (label < answer ? (1 - level) * (answer - label) : level * (label - answer))));
        }
        return null;
    }

    /** A value of a label. */
    interface OfLabel {
        double value(double label);
    }

    static double mean(Examples examples, OfLabel of) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < examples.labels().length; i++) {
            double weight = weight(examples, i);
            sum += weight * of.value(examples.labels()[i]);
            total += weight;
        }
        return sum / total;
    }

    private static double weight(Examples examples, int row) {
        double[] weights = examples.weights();
        return weights == null ? 1 : weights[row];
    }

    static double quantile(Examples examples, double level) {
        double[] labels = examples.labels();
        Integer[] order = new Integer[labels.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> labels[i]));
        double total = 0;
        for (int i = 0; i < labels.length; i++) {
            total += weight(examples, i);
        }
        double below = 0;
        for (int i : order) {
            below += weight(examples, i);
            if (below >= level * total) {
                return labels[i];
            }
        }
        return labels[order[order.length - 1]];
    }
}
