package io.forecastj.backtest.significance;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Diebold-Mariano test of two forecasts: whether the mean difference of their losses is more than chance, with the
 * correction for few forecasts by Harvey, Leybourne and Newbold (Testing the Equality of Prediction Mean Squared
 * Errors, International Journal of Forecasting 13, 1997; Diebold and Mariano, Comparing Predictive Accuracy, 1995).
 *
 * <p>Immutable and thread-safe. A forecast of h steps ahead overlaps with the h - 1 after it, so their errors are
 * correlated up to that lag; the variance counts that. Losses are of one series in the order of time, one for each
 * origin; of several series, average the losses of an origin first.
 *
 * @param statistic the corrected statistic; negative if the first forecast has smaller losses; infinite if it is better
 *     or worse by the same amount everywhere, 0 if all losses are equal
 * @param pValue the probability of a statistic at least as far from 0, either way, if both are equally good
 * @param count the number of losses
 * @param horizon the number of steps ahead
 */
public record DieboldMariano(double statistic, double pValue, int count, int horizon) {
    /** More of them hardly change a test. */
    private static final int MOST_COSINES = 500;

    /** Estimate of the variance of the mean loss difference. */
    public enum Variance {
        /**
         * Sum of the autocovariances up to lag h - 1, as in the papers. Where it is not positive, which happens with
         * few forecasts, {@link #BARTLETT} is used.
         */
        AUTOCOVARIANCES,
        /** The same sum with the weights 1 - lag / h, which is never negative (Newey and West, 1987). */
        BARTLETT,
        /**
         * Mean of the squared coefficients of the differences on their n / 2h slowest cosines, 1 to 500 of them, with
         * as many degrees of freedom and no further correction (Lazarus, Lewis, Stock and Watson, HAR Inference,
         * Journal of Business and Economic Statistics 36, 2018). Where few forecasts overlap, the two sums find a
         * difference in nothing too often, with 80 forecasts of 10 steps ahead twice as often as the level says; this
         * one does not ({@code HonestyTest}). It needs 8 h losses or more to find much.
         */
        COSINES
    }

    /**
     * Tests by autocovariances.
     *
     * @param losses the first forecast's losses, such as squared errors
     * @param others the second one's losses of the same origins
     * @param horizon the number of steps ahead, counted in origins, at least 1
     * @return the result
     * @throws IllegalArgumentException as {@link #of(double[], double[], int, Variance)}
     */
    public static DieboldMariano of(double[] losses, double[] others, int horizon) {
        return of(losses, others, horizon, Variance.AUTOCOVARIANCES);
    }

    /**
     * Tests.
     *
     * @param losses the first forecast's losses, such as squared errors
     * @param others the second one's losses of the same origins
     * @param horizon the number of steps ahead, counted in origins, at least 1
     * @param variance the estimate of the variance
     * @return the result
     * @throws IllegalArgumentException if the lengths differ or are below 2, a loss is not finite, or {@code horizon}
     *     is not from 1 to the number of losses - 1
     */
    public static DieboldMariano of(double[] losses, double[] others, int horizon, Variance variance) {
        Inputs.requireSameLength("losses", losses.length, "others", others.length);
        Inputs.requireFinite("losses", losses, 2);
        Inputs.requireFinite("others", others, 2);
        int n = losses.length;
        if (horizon < 1 || horizon >= n) {
            throw new IllegalArgumentException(
                    "horizon should be from 1 to " + (n - 1) + ", the number of losses - 1, found " + horizon);
        }
        double[] differences = differences(losses, others);
        double mean = StatUtils.mean(differences);
        int cosines = Math.max(1, Math.min(MOST_COSINES, n / (2 * horizon)));
        double spread = variance == Variance.COSINES
                ? cosines(differences, cosines)
                : sum(differences, mean, horizon, variance);
        double raw = mean / Math.sqrt(spread / n);
        if (Double.isNaN(raw)) {
            return new DieboldMariano(0, 1, n, horizon); // no difference at all
        }
        double h = horizon;
        double factor = variance == Variance.COSINES ? 1 : Math.sqrt((n + 1 - 2 * h + h * (h - 1) / n) / n);
        double statistic = raw * factor;
        int freedom = variance == Variance.COSINES ? cosines : n - 1;
        double pValue = Double.isInfinite(statistic)
                ? 0
                : 2 * new TDistribution(null, freedom).cumulativeProbability(-Math.abs(statistic));
        return new DieboldMariano(statistic, pValue, n, horizon);
    }

    /** Returns the differences times a power of two, which changes no statistic and keeps squares in range. */
    private static double[] differences(double[] losses, double[] others) {
        double[] differences = new double[losses.length];
        double largest = 0;
        for (int i = 0; i < differences.length; i++) {
            // halves, since the difference of two large losses may be out of range
            differences[i] = losses[i] / 2 - others[i] / 2;
            largest = Math.max(largest, Math.abs(differences[i]));
        }
        int exponent = largest == 0 ? 0 : Math.getExponent(largest);
        for (int i = 0; i < differences.length; i++) {
            differences[i] = Math.scalb(differences[i], -exponent);
        }
        return differences;
    }

    private static double cosines(double[] differences, int count) {
        int n = differences.length;
        if (Arrays.stream(differences).allMatch(difference -> difference == differences[0])) {
            return 0;
        }
        int period = 4 * n; // of the whole numbers k in cos(k pi / 2n), which the angles j (2i + 1) run through
        double[] cosine = new double[period];
        for (int k = 0; k < period; k++) {
            cosine[k] = StrictMath.cos(Math.PI * k / (2.0 * n));
        }
        double squares = 0;
        for (int j = 1; j <= count; j++) {
            double coefficient = 0;
            int k = j;
            for (double difference : differences) {
                coefficient += difference * cosine[k];
                k += 2 * j;
                k = k >= period ? k - period : k;
            }
            squares += 2 * coefficient * coefficient / n;
        }
        return squares / count;
    }

    private static double sum(double[] differences, double mean, int horizon, Variance variance) {
        double plain = 0;
        double weighted = 0;
        for (int lag = 0; lag < horizon; lag++) {
            double sum = 0;
            for (int i = lag; i < differences.length; i++) {
                sum += (differences[i] - mean) * (differences[i - lag] - mean);
            }
            double covariance = (lag == 0 ? 1 : 2) * sum / differences.length;
            plain += covariance;
            weighted += covariance * (1 - lag / (double) horizon);
        }
        return variance == Variance.AUTOCOVARIANCES && plain > 0 ? plain : Math.max(0, weighted);
    }

    /**
     * Returns the probability of a statistic as small as this one if both forecasts are equally good: a small value
     * means that the first forecast is better.
     *
     * @return the one-sided p-value
     */
    public double pBetter() {
        return statistic <= 0 ? pValue / 2 : 1 - pValue / 2;
    }
}
