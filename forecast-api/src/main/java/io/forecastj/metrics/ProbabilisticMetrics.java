package io.forecastj.metrics;

import java.util.Arrays;

/**
 * Scores of quantiles, intervals, samples and distributions. Lower is better for all except {@link #coverage}.
 *
 * <p>Stateless and thread-safe. Arrays hold one value per forecast, in the target's unit, and have equal lengths of at
 * least 1. A missing value (NaN) makes the score NaN, so remove such pairs first. All scores are proper, except
 * coverage and width, which must be read together: a forecaster gets the best expected score by reporting the
 * distribution that it believes (Gneiting and Raftery, Strictly Proper Scoring Rules, Prediction, and Estimation, JASA
 * 102, 2007).
 */
public final class ProbabilisticMetrics {
    /**
     * Beyond this value, the normal distribution function differs from 0 or 1 by less than the precision of a double.
     */
    private static final double CERTAIN = 8.5;

    private ProbabilisticMetrics() {}

    /**
     * Pinball loss, or quantile loss, of one level: mean of {@code level (actual - quantile)} where the actual value is
     * above the quantile and {@code (1 - level) (quantile - actual)} where it is below (Koenker and Bassett, Regression
     * Quantiles, Econometrica 46, 1978).
     *
     * @param actual the actual values
     * @param quantile the forecasts of the quantile
     * @param level its level, between 0 and 1
     * @return the loss in the target's unit, at least 0
     * @throws IllegalArgumentException if the lengths differ or are 0, or the level is not between 0 and 1
     */
    public static double pinball(double[] actual, double[] quantile, double level) {
        ScoreChecks.requireLevel("a level", level);
        ScoreChecks.requireSameLength(actual, quantile);
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            sum += pinball(actual[i], quantile[i], level);
        }
        return sum / actual.length;
    }

    /** Pinball loss of one value; the level must be between 0 and 1. */
    private static double pinball(double actual, double quantile, double level) {
        double error = actual - quantile;
        return error >= 0 ? level * error : (level - 1) * error;
    }

    /**
     * Continuous ranked probability score from quantiles: twice the mean {@link #pinball pinball loss} over the levels.
     * With more and more evenly spaced levels it approaches the score of the whole distribution (Gneiting and Raftery,
     * 2007). It is comparable only between forecasts at the same levels.
     *
     * @param actual the actual values
     * @param levels the levels, each between 0 and 1, at least one
     * @param quantiles the forecasts, {@code [forecast][level]}
     * @return the score in the target's unit, at least 0
     * @throws IllegalArgumentException if the lengths differ or are 0, or a level is not between 0 and 1
     */
    public static double crps(double[] actual, double[] levels, double[][] quantiles) {
        ScoreChecks.requireSameLength(actual.length, quantiles.length);
        Arrays.stream(levels).forEach(level -> ScoreChecks.requireLevel("a level", level));
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            ScoreChecks.requireSameLength(levels, quantiles[i]);
            for (int j = 0; j < levels.length; j++) {
                sum += pinball(actual[i], quantiles[i][j], levels[j]);
            }
        }
        return 2 * sum / ((double) actual.length * levels.length);
    }

    /**
     * Continuous ranked probability score of one sample, taken as the whole distribution: {@code mean |x - actual| -
     * mean |x - x'| / 2} over all values {@code x} and all pairs {@code x, x'} of the sample (Gneiting and Raftery,
     * 2007).
     *
     * @param actual the actual value
     * @param sample the forecast values, in any order, at least one; not changed
     * @return the score in the target's unit, at least 0
     * @throws IllegalArgumentException if the sample is empty
     */
    public static double crpsOfSample(double actual, double... sample) {
        return crpsOfSample(actual, sample, (double) sample.length * sample.length);
    }

    /**
     * Continuous ranked probability score of the distribution from which a sample was drawn: as {@link
     * #crpsOfSample(double, double...)}, but a value is not paired with itself, so that the scores of samples of
     * different sizes are comparable (Ferro, Fair Scores for Ensemble Forecasts, Quarterly Journal of the Royal
     * Meteorological Society 140, 2014).
     *
     * @param actual the actual value
     * @param sample the forecast values, in any order, at least two; not changed
     * @return the score in the target's unit; its expectation is at least 0, a single score may be less
     * @throws IllegalArgumentException if the sample has fewer than two values
     */
    public static double fairCrpsOfSample(double actual, double... sample) {
        if (sample.length == 1) {
            throw new IllegalArgumentException("a fair score needs a sample of at least 2 values, found 1");
        }
        return crpsOfSample(actual, sample, (double) sample.length * (sample.length - 1));
    }

    private static double crpsOfSample(double actual, double[] sample, double pairs) {
        int n = sample.length;
        if (n == 0) {
            throw new IllegalArgumentException("a sample needs at least 1 value, found none");
        }
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        double distance = 0;
        double spread = 0;
        for (int i = 0; i < n; i++) {
            distance += Math.abs(sorted[i] - actual);
            // each value minus all values below it, summed: the sum of |x - x'| over i < j
            spread += (2 * i + 1 - n) * sorted[i];
        }
        return distance / n - spread / pairs;
    }

    /**
     * Continuous ranked probability score of a normal distribution: {@code s (z (2 Phi(z) - 1) + 2 phi(z) - 1 / sqrt
     * pi)} with {@code z = (actual - mean) / s} (Gneiting, Raftery, Westveld and Goldman, Calibrated Probabilistic
     * Forecasting Using Ensemble Model Output Statistics and Minimum CRPS Estimation, Monthly Weather Review 133,
     * 2005).
     *
     * @param actual the actual value
     * @param mean the distribution's mean
     * @param deviation its standard deviation, greater than 0
     * @return the score in the target's unit, at least 0
     * @throws IllegalArgumentException if the deviation is not greater than 0
     */
    public static double crpsOfNormal(double actual, double mean, double deviation) {
        if (deviation <= 0) {
            throw new IllegalArgumentException("a standard deviation must be greater than 0, found " + deviation);
        }
        double z = (actual - mean) / deviation;
        double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        return deviation * (z * massWithin(z, density) + 2 * density - 1 / Math.sqrt(Math.PI));
    }

    /**
     * Standard normal probability between -z and z, negative for negative z: {@code 2 phi(z) (z + z^3/3 + z^5/(3 5) +
     * ...)}, whose terms all have the same sign (Marsaglia, Evaluating the Normal Distribution, Journal of Statistical
     * Software 11, 2004).
     */
    private static double massWithin(double z, double density) {
        if (Math.abs(z) > CERTAIN) {
            return Math.signum(z);
        }
        double term = z;
        double sum = z;
        for (int odd = 3; Math.abs(term) > Math.ulp(sum) / 4; odd += 2) {
            term *= z * z / odd;
            sum += term;
        }
        return 2 * density * sum;
    }

    /**
     * Coverage: the share of actual values inside their intervals, ends included. It should be near the nominal
     * coverage; too much is as wrong as too little.
     *
     * @param actual the actual values
     * @param lower the lower ends
     * @param upper the upper ends
     * @return the share, 0 to 1
     * @throws IllegalArgumentException if the lengths differ or are 0, or a lower end is above its upper one
     */
    public static double coverage(double[] actual, double[] lower, double[] upper) {
        ScoreChecks.requireSameLength(actual, lower);
        ScoreChecks.requireIntervals(lower, upper);
        int inside = 0;
        for (int i = 0; i < actual.length; i++) {
            if (Double.isNaN(actual[i]) || Double.isNaN(lower[i]) || Double.isNaN(upper[i])) {
                return Double.NaN;
            }
            inside += lower[i] <= actual[i] && actual[i] <= upper[i] ? 1 : 0;
        }
        return (double) inside / actual.length;
    }

    /**
     * Mean width of intervals: mean of {@code upper - lower}.
     *
     * @param lower the lower ends
     * @param upper the upper ends
     * @return the width in the target's unit, at least 0
     * @throws IllegalArgumentException if the lengths differ or are 0, or a lower end is above its upper one
     */
    public static double meanWidth(double[] lower, double[] upper) {
        ScoreChecks.requireIntervals(lower, upper);
        double sum = 0;
        for (int i = 0; i < lower.length; i++) {
            sum += upper[i] - lower[i];
        }
        return sum / lower.length;
    }

    /**
     * Winkler score, or interval score: mean of the width, plus {@code 2 / (1 - level)} times the distance of the
     * actual value from the interval if it is outside (Winkler, A Decision-Theoretic Approach to Interval Estimation,
     * JASA 67, 1972). It rewards narrow intervals and penalizes misses.
     *
     * @param actual the actual values
     * @param lower the lower ends
     * @param upper the upper ends
     * @param level the nominal coverage, between 0 and 1
     * @return the score in the target's unit, at least 0
     * @throws IllegalArgumentException if the lengths differ or are 0, the level is not between 0 and 1, or a lower end
     *     is above its upper one
     */
    public static double winkler(double[] actual, double[] lower, double[] upper, double level) {
        ScoreChecks.requireLevel("a nominal coverage", level);
        ScoreChecks.requireSameLength(actual, lower);
        ScoreChecks.requireIntervals(lower, upper);
        double penalty = 2 / (1 - level);
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            double outside = Math.max(0, lower[i] - actual[i]) + Math.max(0, actual[i] - upper[i]);
            sum += upper[i] - lower[i] + penalty * outside;
        }
        return sum / actual.length;
    }
}
