package io.forecastj.backtest.significance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Model Confidence Set: the models that may be the best one, found by leaving out the worst until the rest cannot be
 * told apart (Hansen, Lunde and Nason, The Model Confidence Set, Econometrica 79, 2011), with the range statistic, the
 * largest absolute t-statistic of a pair.
 *
 * <p>Immutable and thread-safe.
 *
 * @param eliminated the models in the order in which they leave, the last one the best; numbers are those of the
 *     losses' columns
 * @param pValues for each model in that order the greatest p-value of a test so far: the set of confidence 1 - a has
 *     the models with a p-value of at least a; the last one has 1
 */
public record ModelConfidenceSet(List<Integer> eliminated, List<Double> pValues) {
    /**
     * Finds the set.
     *
     * @param losses for each row in the order of time the loss of each model, at least 2 rows and 1 model
     * @param bootstrap samples of as many rows
     * @return the order and the p-values
     * @throws IllegalArgumentException if rows differ in length, a loss is not finite, there are too few, or the
     *     bootstrap is of another number of rows
     */
    public static ModelConfidenceSet of(double[][] losses, BlockBootstrap bootstrap) {
        int models = Inputs.requireMatrix("losses", losses, 2, 1);
        Inputs.requireSameLength("losses", losses.length, "the bootstrap", bootstrap.rows());
        double[] means = means(losses, IntStream.range(0, losses.length).toArray(), models);
        double[][] drawn = new double[bootstrap.count()][];
        for (int s = 0; s < drawn.length; s++) {
            drawn[s] = means(losses, bootstrap.sample(s), models);
        }
        return eliminate(means, drawn, deviations(means, drawn));
    }

    private static double[] means(double[][] losses, int[] rows, int models) {
        double[] means = new double[models];
        for (int row : rows) {
            for (int m = 0; m < models; m++) {
                means[m] += losses[row][m];
            }
        }
        Arrays.setAll(means, m -> means[m] / rows.length);
        return means;
    }

    /** Returns the bootstrap's standard deviation of each pair's mean difference. */
    private static double[][] deviations(double[] means, double[][] drawn) {
        int models = means.length;
        double[][] deviations = new double[models][models];
        for (int i = 0; i < models; i++) {
            for (int j = 0; j < models; j++) {
                double sum = 0;
                for (double[] sample : drawn) {
                    double difference = sample[i] - sample[j] - (means[i] - means[j]);
                    sum += difference * difference;
                }
                deviations[i][j] = Math.sqrt(sum / drawn.length);
            }
        }
        return deviations;
    }

    private static ModelConfidenceSet eliminate(double[] means, double[][] drawn, double[][] deviations) {
        List<Integer> left =
                new ArrayList<>(IntStream.range(0, means.length).boxed().toList());
        List<Integer> order = new ArrayList<>();
        List<Double> pValues = new ArrayList<>();
        double greatest = 0;
        while (left.size() > 1) {
            double range = Double.NEGATIVE_INFINITY;
            int worst = left.get(0);
            for (int i : left) {
                for (int j : left) {
                    double t = ratio(means[i] - means[j], deviations[i][j]);
                    if (t > range) {
                        range = t;
                        worst = i;
                    }
                }
            }
            int beyond = 0;
            for (double[] sample : drawn) {
                beyond += range < range(sample, means, deviations, left) ? 1 : 0;
            }
            greatest = Math.max(greatest, range == 0 ? 1 : beyond / (double) drawn.length);
            order.add(worst);
            pValues.add(greatest);
            left.remove((Integer) worst);
        }
        order.add(left.get(0));
        pValues.add(1.0);
        return new ModelConfidenceSet(List.copyOf(order), List.copyOf(pValues));
    }

    private static double range(double[] sample, double[] means, double[][] deviations, List<Integer> left) {
        double range = 0;
        for (int i : left) {
            for (int j : left) {
                double difference = sample[i] - sample[j] - (means[i] - means[j]);
                range = Math.max(range, Math.abs(ratio(difference, deviations[i][j])));
            }
        }
        return range;
    }

    /** Returns a t-statistic: 0 if there is no difference, infinite if the difference is the same everywhere. */
    private static double ratio(double difference, double deviation) {
        return difference == 0 ? 0 : difference / deviation;
    }

    /**
     * Returns the p-value of a model.
     *
     * @param model the number of its column
     * @return the p-value
     * @throws IllegalArgumentException if there is no such model
     */
    public double pValue(int model) {
        int at = eliminated.indexOf(model);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "expected the number of a model from 0 to " + (eliminated.size() - 1) + ", found " + model);
        }
        return pValues.get(at);
    }

    /**
     * Returns the models that may be the best one.
     *
     * @param confidence the confidence, between 0 and 1, such as 0.9
     * @return the numbers of their columns, increasing, at least one
     * @throws IllegalArgumentException if the confidence is out of its range
     */
    public List<Integer> models(double confidence) {
        Inputs.requireBetween0And1("confidence", confidence);
        return eliminated.stream()
                .filter(model -> pValue(model) >= 1 - confidence)
                .sorted()
                .toList();
    }
}
