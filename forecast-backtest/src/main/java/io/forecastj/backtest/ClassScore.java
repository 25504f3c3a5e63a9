package io.forecastj.backtest;

import io.forecastj.metrics.ClassMetrics;
import io.forecastj.metrics.PointMetrics;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Scores of one model's forecasts of classes over some pairs of forecast and actual class.
 *
 * <p>Immutable and thread-safe, equal by value. {@link ClassMetrics} defines the scores. A score is NaN if it is
 * undefined, such as the precision of a class that is never predicted, or if there are no pairs. Made by {@link
 * ClassScores}.
 */
public final class ClassScore {
    private final List<String> classes;
    private final int pairs;
    private final int[][] confusion;
    private final double balancedAccuracy;
    private final double auc;
    private final double logLoss;
    private final double brier;
    private final double calibrationError;
    private final double skill;
    private final double brierSkill;

    private ClassScore(
            List<String> classes,
            int pairs,
            int[][] confusion,
            double balancedAccuracy,
            double auc,
            double logLoss,
            double brier,
            double calibrationError,
            double skill,
            double brierSkill) {
        this.classes = classes;
        this.pairs = pairs;
        this.confusion = confusion;
        this.balancedAccuracy = balancedAccuracy;
        this.auc = auc;
        this.logLoss = logLoss;
        this.brier = brier;
        this.calibrationError = calibrationError;
        this.skill = skill;
        this.brierSkill = brierSkill;
    }

    static ClassScore none(List<String> classes) {
        double no = Double.NaN;
        return new ClassScore(classes, 0, new int[classes.size()][classes.size()], no, no, no, no, no, no, no);
    }

    static ClassScore of(List<String> classes, int[] actual, double[][] forecast, double[][] naive) {
        double logLoss = ClassMetrics.logLoss(actual, forecast);
        double brier = ClassMetrics.brier(actual, forecast);
        return new ClassScore(
                classes,
                actual.length,
                ClassMetrics.confusion(actual, forecast),
                ClassMetrics.balancedAccuracy(actual, forecast),
                ClassMetrics.auc(actual, forecast),
                logLoss,
                brier,
                ClassMetrics.calibrationError(actual, forecast),
                PointMetrics.skill(logLoss, ClassMetrics.logLoss(actual, naive)),
                PointMetrics.skill(brier, ClassMetrics.brier(actual, naive)));
    }

    /** {@return the classes in order, unmodifiable} */
    public List<String> classes() {
        return classes;
    }

    /** {@return the number of pairs that were scored} */
    public int pairs() {
        return pairs;
    }

    /** {@return the share of forecasts whose most probable class is the actual one} */
    public double accuracy() {
        double right = 0;
        for (int c = 0; c < confusion.length; c++) {
            right += confusion[c][c];
        }
        return pairs == 0 ? Double.NaN : right / pairs;
    }

    /** {@return the mean recall of the classes that occur; 1 divided by their number for a forecast of one class} */
    public double balancedAccuracy() {
        return balancedAccuracy;
    }

    /**
     * Returns the share of the forecasts of a class in which it is the actual one.
     *
     * @param name the class
     * @return the precision; NaN if the class is never predicted
     * @throws IllegalArgumentException if there is no such class
     */
    public double precision(String name) {
        return ClassMetrics.precision(confusion, index(name));
    }

    /**
     * Returns the share of the cases of a class that are forecast as such.
     *
     * @param name the class
     * @return the recall; NaN if the class never occurs
     * @throws IllegalArgumentException if there is no such class
     */
    public double recall(String name) {
        return ClassMetrics.recall(confusion, index(name));
    }

    /**
     * Returns the harmonic mean of a class's precision and recall.
     *
     * @param name the class
     * @return the score; NaN if the class is neither predicted nor occurs
     * @throws IllegalArgumentException if there is no such class
     */
    public double f1(String name) {
        return ClassMetrics.f1(confusion, index(name));
    }

    /** {@return the mean F1 score of the classes that occur or are predicted, each with the same weight} */
    public double macroF1() {
        return classes.stream()
                .mapToDouble(this::f1)
                .filter(f1 -> !Double.isNaN(f1))
                .average()
                .orElse(Double.NaN);
    }

    /**
     * Returns a count of the confusion matrix.
     *
     * @param actual the actual class
     * @param predicted the most probable class of the forecast
     * @return the number of pairs
     * @throws IllegalArgumentException if there is no such class
     */
    public int count(String actual, String predicted) {
        return confusion[index(actual)][index(predicted)];
    }

    private int index(String name) {
        int index = classes.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("no class '" + name + "'; there are " + classes);
        }
        return index;
    }

    /** {@return the area under the receiver operating characteristic, the mean of each class against the rest} */
    public double auc() {
        return auc;
    }

    /** {@return the mean of minus the logarithm of the actual class's probability} */
    public double logLoss() {
        return logLoss;
    }

    /** {@return the Brier score, summed over the classes, from 0 to 2} */
    public double brier() {
        return brier;
    }

    /** {@return the expected calibration error, by ten bins of the most probable class's probability} */
    public double calibrationError() {
        return calibrationError;
    }

    /** {@return the fraction of the class frequencies' logarithmic loss that the model removes; 0 for themselves} */
    public double skill() {
        return skill;
    }

    /** {@return the fraction of the class frequencies' Brier score that the model removes} */
    public double brierSkill() {
        return brierSkill;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClassScore that
                && classes.equals(that.classes)
                && pairs == that.pairs
                && Arrays.deepEquals(confusion, that.confusion)
                && Arrays.equals(values(), that.values());
    }

    @Override
    public int hashCode() {
        return Objects.hash(classes, pairs, Arrays.deepHashCode(confusion), Arrays.hashCode(values()));
    }

    private double[] values() {
        return new double[] {balancedAccuracy, auc, logLoss, brier, calibrationError, skill, brierSkill};
    }

    @Override
    public String toString() {
        return "ClassScore[pairs=" + pairs + ", accuracy=" + accuracy() + ", balancedAccuracy=" + balancedAccuracy
                + ", auc=" + auc + ", logLoss=" + logLoss + ", brier=" + brier + ", calibrationError="
                + calibrationError + ", skill=" + skill + ", brierSkill=" + brierSkill + "]";
    }
}
