package io.forecastj.lifecycle.trial;

import io.forecastj.Interval;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Difference between the mean losses of two arms of a split, with Welch's test: for samples of different keys, whose
 * sizes and variances may differ (Welch, The Generalization of Student's Problem when Several Different Population
 * Variances Are Involved, Biometrika 34, 1947).
 *
 * <p>Immutable and thread-safe.
 */
public final class ArmDifference {
    private final String arm;
    private final String other;
    private final double difference;
    private final double standardError;
    private final double degreesOfFreedom;

    private ArmDifference(String arm, String other, double difference, double standardError, double degreesOfFreedom) {
        this.arm = arm;
        this.other = other;
        this.difference = difference;
        this.standardError = standardError;
        this.degreesOfFreedom = degreesOfFreedom;
    }

    /** Compares two samples of at least 2 numbers each. */
    static ArmDifference of(String arm, double[] losses, String other, double[] others) {
        double one = StatUtils.variance(losses) / losses.length;
        double two = StatUtils.variance(others) / others.length;
        double both = one + two;
        double freedom = both == 0
                ? losses.length + others.length - 2.0
                : 1 / (share(one, both) / (losses.length - 1) + share(two, both) / (others.length - 1));
        return new ArmDifference(arm, other, StatUtils.mean(losses) - StatUtils.mean(others), Math.sqrt(both), freedom);
    }

    private static double share(double one, double both) {
        return one / both * (one / both);
    }

    /** {@return the name of the first arm} */
    public String arm() {
        return arm;
    }

    /** {@return the name of the other arm} */
    public String other() {
        return other;
    }

    /** {@return the mean loss of the first arm minus that of the other one; negative if the first is better} */
    public double difference() {
        return difference;
    }

    /** {@return the standard error of the difference, at least 0} */
    public double standardError() {
        return standardError;
    }

    /** {@return the degrees of freedom of the test, by Welch and Satterthwaite} */
    public double degreesOfFreedom() {
        return degreesOfFreedom;
    }

    /**
     * Returns the difference divided by its standard error.
     *
     * @return the statistic, negative if the first arm is better; infinite if all losses of each arm are equal and the
     *     arms differ, 0 if they do not differ
     */
    public double statistic() {
        return difference == 0 ? 0 : difference / standardError;
    }

    /** {@return the probability of a statistic at least as far from 0, either way, if both arms are equally good} */
    public double pValue() {
        double statistic = Math.abs(statistic());
        return Double.isInfinite(statistic)
                ? 0
                : 2 * new TDistribution(null, degreesOfFreedom).cumulativeProbability(-statistic);
    }

    /**
     * Returns the confidence interval of the difference.
     *
     * @param coverage the coverage, between 0 and 1, such as 0.95
     * @return the interval
     * @throws IllegalArgumentException if the coverage is out of its range
     */
    public Interval interval(double coverage) {
        if (!(coverage > 0 && coverage < 1)) {
            throw new IllegalArgumentException("coverage must be between 0 and 1, found " + coverage);
        }
        double reach = standardError
                * new TDistribution(null, degreesOfFreedom).inverseCumulativeProbability((1 + coverage) / 2);
        return new Interval(difference - reach, difference + reach, coverage);
    }

    @Override
    public String toString() {
        return "'" + arm + "' minus '" + other + "': " + difference + " with the standard error " + standardError
                + ", p = " + pValue();
    }
}
