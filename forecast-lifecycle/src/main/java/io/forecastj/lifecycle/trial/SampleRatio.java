package io.forecastj.lifecycle.trial;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * Check of the number of keys that the arms of a split got against the shares, by Pearson's chi-squared test.
 *
 * <p>Immutable and thread-safe. A mismatch means that the split, or the record of it, is broken: keys are lost, or get
 * into one arm for a reason that is not chance. The losses of such a trial say nothing, however large their difference
 * is (Fabijan et al., Diagnosing Sample Ratio Mismatch in Online Controlled Experiments, KDD 2019).
 */
public final class SampleRatio {
    /** Small, since the check is made often and a mismatch ends the trial. */
    private static final double LEVEL = 0.001;

    private final Map<String, Integer> keys;
    private final Map<String, Double> expected;
    private final double statistic;
    private final double pValue;

    private SampleRatio(Map<String, Integer> keys, Map<String, Double> expected, double statistic, double pValue) {
        this.keys = Collections.unmodifiableMap(keys);
        this.expected = Collections.unmodifiableMap(expected);
        this.statistic = statistic;
        this.pValue = pValue;
    }

    /**
     * Checks numbers of keys.
     *
     * @param keys the number of distinct keys that each arm got; an arm that is absent got none
     * @param shares the share of each arm, from 0 to 1, adding up to 1
     * @return the check
     * @throws IllegalArgumentException if an arm has no share, a number is negative, a share is out of its range, or
     *     the shares do not add up to 1
     */
    public static SampleRatio of(Map<String, Integer> keys, Map<String, Double> shares) {
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        if (!(Math.abs(sum - 1) < 1e-9) || shares.values().stream().anyMatch(share -> !(share >= 0))) {
            throw new IllegalArgumentException("shares must be at least 0 and add up to 1, found " + shares);
        }
        keys.forEach((arm, count) -> {
            if (!shares.containsKey(arm) || count < 0) {
                throw new IllegalArgumentException(
                        "expected numbers of keys of the arms " + shares.keySet() + ", found " + arm + "=" + count);
            }
        });
        long all = keys.values().stream().mapToLong(Integer::longValue).sum();
        Map<String, Integer> found = new LinkedHashMap<>();
        Map<String, Double> expected = new LinkedHashMap<>();
        double statistic = 0;
        int served = 0;
        for (Map.Entry<String, Double> one : shares.entrySet()) {
            int count = keys.getOrDefault(one.getKey(), 0);
            double wanted = one.getValue() * all;
            found.put(one.getKey(), count);
            expected.put(one.getKey(), wanted);
            served += one.getValue() > 0 ? 1 : 0;
            // an arm with the share 0 must get no key
            statistic += wanted > 0
                    ? (count - wanted) * (count - wanted) / wanted
                    : count == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        return new SampleRatio(found, expected, statistic, pValue(statistic, served - 1));
    }

    private static double pValue(double statistic, int degrees) {
        if (statistic == 0 || Double.isInfinite(statistic)) {
            return statistic == 0 ? 1 : 0;
        }
        return 1 - new ChiSquaredDistribution(null, degrees).cumulativeProbability(statistic);
    }

    /** {@return the number of keys of each arm, in the order of the shares, unmodifiable} */
    public Map<String, Integer> keys() {
        return keys;
    }

    /** {@return the number of keys of each arm that its share lets expect, unmodifiable} */
    public Map<String, Double> expected() {
        return expected;
    }

    /** {@return the chi-squared statistic; infinite if an arm with the share 0 got a key} */
    public double statistic() {
        return statistic;
    }

    /** {@return the probability of numbers at least as far from the shares, if the split works} */
    public double pValue() {
        return pValue;
    }

    /** {@return whether the p-value is below 0.001} */
    public boolean mismatch() {
        return pValue < LEVEL;
    }

    @Override
    public String toString() {
        return "keys " + keys + ", expected " + expected + ", p = " + pValue
                + (mismatch() ? ": the split is broken" : "");
    }
}
