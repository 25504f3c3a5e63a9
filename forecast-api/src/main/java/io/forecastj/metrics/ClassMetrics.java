package io.forecastj.metrics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Scores of forecasts of classes.
 *
 * <p>Stateless and thread-safe. For each forecast there is the index of the actual class and one probability for each
 * class; there is at least one forecast and at least two classes. The predicted class is the most probable one, the
 * first of equal ones. A missing probability (NaN) makes {@link #logLoss}, {@link #brier} and {@link #auc} NaN, so
 * remove such forecasts first. The logarithmic loss and the Brier score are proper: a forecaster gets the best expected
 * score by reporting the probabilities that it believes (Gneiting and Raftery, Strictly Proper Scoring Rules,
 * Prediction, and Estimation, JASA 102, 2007). Values are those of scikit-learn, where it has the score.
 *
 * <p>Every method throws {@link IllegalArgumentException} if the numbers of actual classes and forecasts differ or are
 * 0, the forecasts differ in their number of classes or have fewer than 2, or an actual class is not the index of one.
 */
public final class ClassMetrics {
    /** The least probability that counts in the logarithmic loss. */
    private static final double LEAST = 1e-15;

    private static final int BINS = 10;

    private ClassMetrics() {}

    /**
     * Accuracy: the share of forecasts whose predicted class is the actual one.
     *
     * @param actual the actual classes
     * @param probabilities the forecasts, {@code [forecast][class]}
     * @return the share, from 0 to 1
     */
    public static double accuracy(int[] actual, double[][] probabilities) {
        int[][] confusion = confusion(actual, probabilities);
        return IntStream.range(0, confusion.length).map(c -> confusion[c][c]).sum() / (double) actual.length;
    }

    /**
     * Balanced accuracy: the mean {@link #recall} of the classes that occur. It is 1 divided by their number for a
     * forecast that always predicts the same class, however frequent that is.
     *
     * @param actual the actual classes
     * @param probabilities the forecasts, {@code [forecast][class]}
     * @return the mean, from 0 to 1
     */
    public static double balancedAccuracy(int[] actual, double[][] probabilities) {
        int[][] confusion = confusion(actual, probabilities);
        return IntStream.range(0, confusion.length)
                .mapToDouble(c -> recall(confusion, c))
                .filter(recall -> !Double.isNaN(recall))
                .average()
                .orElse(Double.NaN);
    }

    /**
     * Confusion matrix: the number of forecasts by actual and predicted class.
     *
     * @param actual the actual classes
     * @param probabilities the forecasts, {@code [forecast][class]}
     * @return a new matrix, {@code [actual class][predicted class]}
     */
    public static int[][] confusion(int[] actual, double[][] probabilities) {
        int classes = requireForecasts(actual, probabilities);
        int[][] confusion = new int[classes][classes];
        for (int i = 0; i < actual.length; i++) {
            confusion[actual[i]][mostProbable(probabilities[i])]++;
        }
        return confusion;
    }

    /**
     * Precision of a class: the share of the forecasts that predict it in which it is the actual one.
     *
     * @param confusion the {@link #confusion} matrix
     * @param ofClass the index of the class
     * @return the share, from 0 to 1; NaN if the class is never predicted
     */
    public static double precision(int[][] confusion, int ofClass) {
        int predicted = Arrays.stream(confusion).mapToInt(row -> row[ofClass]).sum();
        return predicted == 0 ? Double.NaN : confusion[ofClass][ofClass] / (double) predicted;
    }

    /**
     * Recall of a class: the share of the cases in which it is the actual one that predict it.
     *
     * @param confusion the {@link #confusion} matrix
     * @param ofClass the index of the class
     * @return the share, from 0 to 1; NaN if the class never occurs
     */
    public static double recall(int[][] confusion, int ofClass) {
        int occurred = Arrays.stream(confusion[ofClass]).sum();
        return occurred == 0 ? Double.NaN : confusion[ofClass][ofClass] / (double) occurred;
    }

    /**
     * F1 score of a class: the harmonic mean of its precision and recall.
     *
     * @param confusion the {@link #confusion} matrix
     * @param ofClass the index of the class
     * @return the mean, from 0 to 1; NaN if the class is neither predicted nor occurs
     */
    public static double f1(int[][] confusion, int ofClass) {
        int predicted = Arrays.stream(confusion).mapToInt(row -> row[ofClass]).sum();
        int occurred = Arrays.stream(confusion[ofClass]).sum();
        return predicted + occurred == 0 ? Double.NaN : 2.0 * confusion[ofClass][ofClass] / (predicted + occurred);
    }

    /**
     * Logarithmic loss: the mean of minus the natural logarithm of the actual class's probability. A probability below
     * 1e-15 counts as 1e-15, so the loss is finite.
     *
     * @param actual the actual classes
     * @param probabilities the forecasts, {@code [forecast][class]}
     * @return the loss, at least 0
     */
    public static double logLoss(int[] actual, double[][] probabilities) {
        requireForecasts(actual, probabilities);
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            sum += logLoss(probabilities[i][actual[i]]);
        }
        return sum / actual.length;
    }

    /**
     * Logarithmic loss of one forecast.
     *
     * @param probability the probability of the actual class
     * @return minus its natural logarithm, as in {@link #logLoss(int[], double[][])}; NaN for NaN
     */
    public static double logLoss(double probability) {
        return -StrictMath.log(Math.max(LEAST, probability));
    }

    /**
     * Brier score: the mean of the squared differences between the probabilities and 1 for the actual class, 0 for the
     * others, summed over the classes (Brier, Verification of Forecasts Expressed in Terms of Probability, Monthly
     * Weather Review 78, 1950). For two classes it is twice the score of one of them alone.
     *
     * @param actual the actual classes
     * @param probabilities the forecasts, {@code [forecast][class]}
     * @return the score, from 0 to 2
     */
    public static double brier(int[] actual, double[][] probabilities) {
        requireForecasts(actual, probabilities);
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            for (int c = 0; c < probabilities[i].length; c++) {
                double error = probabilities[i][c] - (c == actual[i] ? 1 : 0);
                sum += error * error;
            }
        }
        return sum / actual.length;
    }

    /**
     * Area under the receiver operating characteristic: the probability that a case of a class has a higher probability
     * of that class than a case of another class, where equal ones count half; the mean over the classes (Hand and
     * Till, A Simple Generalisation of the Area Under the ROC Curve, Machine Learning 45, 2001, discuss the choices;
     * this is the one-versus-rest mean).
     *
     * @param actual the actual classes
     * @param probabilities the forecasts, {@code [forecast][class]}
     * @return the mean, from 0 to 1, 0.5 without skill; NaN unless at least two classes occur; classes that do not
     *     occur do not count
     */
    public static double auc(int[] actual, double[][] probabilities) {
        int classes = requireForecasts(actual, probabilities);
        double sum = 0;
        int occurring = 0;
        for (int c = 0; c < classes; c++) {
            int ofClass = c;
            long occurred = Arrays.stream(actual).filter(a -> a == ofClass).count();
            if (occurred == actual.length) {
                return Double.NaN;
            }
            if (occurred > 0) {
                sum += auc(actual, probabilities, c, occurred);
                occurring++;
            }
        }
        return sum / occurring;
    }

    /** The area of one class against the rest, from the sum of the ranks of its cases. */
    private static double auc(int[] actual, double[][] probabilities, int ofClass, long occurred) {
        int[] order = IntStream.range(0, actual.length)
                .boxed()
                .sorted((i, j) -> Double.compare(probabilities[i][ofClass], probabilities[j][ofClass]))
                .mapToInt(Integer::intValue)
                .toArray();
        double rankSum = 0;
        for (int from = 0, to; from < order.length; from = to) {
            double value = probabilities[order[from]][ofClass];
            if (Double.isNaN(value)) {
                return Double.NaN;
            }
            int found = 0;
            for (to = from; to < order.length && probabilities[order[to]][ofClass] == value; to++) {
                found += actual[order[to]] == ofClass ? 1 : 0;
            }
            rankSum += found * (from + to + 1) / 2.0;
        }
        double others = actual.length - occurred;
        return (rankSum - occurred * (occurred + 1) / 2.0) / (occurred * others);
    }

    /**
     * Expected calibration error: the forecasts are put into ten bins of equal width by the probability of the
     * predicted class; the mean over all forecasts of the distance between a bin's accuracy and its mean probability
     * (Guo, Pleiss, Sun and Weinberger, On Calibration of Modern Neural Networks, ICML 2017).
     *
     * @param actual the actual classes
     * @param probabilities the forecasts, {@code [forecast][class]}
     * @return the error, from 0, where predicted classes are as often right as their probability says, to 1
     */
    public static double calibrationError(int[] actual, double[][] probabilities) {
        requireForecasts(actual, probabilities);
        double[] excess = new double[BINS];
        for (int i = 0; i < actual.length; i++) {
            int predicted = mostProbable(probabilities[i]);
            double probability = probabilities[i][predicted];
            int bin = Math.max(0, Math.min(BINS, (int) Math.ceil(probability * BINS)) - 1);
            excess[bin] += (predicted == actual[i] ? 1 : 0) - probability;
        }
        return Arrays.stream(excess).map(Math::abs).sum() / actual.length;
    }

    /**
     * Returns the most probable class.
     *
     * @param probabilities the probability of each class, at least one
     * @return its index, the first of equal ones; 0 if all are NaN
     */
    public static int mostProbable(double... probabilities) {
        int most = 0;
        for (int c = 1; c < probabilities.length; c++) {
            if (probabilities[c] > probabilities[most] || Double.isNaN(probabilities[most])) {
                most = c;
            }
        }
        return most;
    }

    private static int requireForecasts(int[] actual, double[][] probabilities) {
        ScoreChecks.requireSameLength(actual.length, probabilities.length);
        int classes = probabilities[0].length;
        if (classes < 2) {
            throw new IllegalArgumentException("expected the probabilities of 2 or more classes, found " + classes);
        }
        for (int i = 0; i < actual.length; i++) {
            if (probabilities[i].length != classes) {
                throw new IllegalArgumentException(
                        "expected " + classes + " probabilities as in the first forecast, found "
                                + probabilities[i].length + " in forecast " + i);
            }
            if (actual[i] < 0 || actual[i] >= classes) {
                throw new IllegalArgumentException("expected the index of a class from 0 to " + (classes - 1)
                        + ", found " + actual[i] + " for forecast " + i);
            }
        }
        return classes;
    }
}
