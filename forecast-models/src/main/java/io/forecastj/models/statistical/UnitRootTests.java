package io.forecastj.models.statistical;

import java.util.Arrays;

/**
 * Choice of the numbers of differences that make a series stationary, as in the automatic ARIMA procedure of Hyndman
 * and Khandakar, Automatic Time Series Forecasting: The forecast Package for R, Journal of Statistical Software 27,
 * 2008. Stateless and thread-safe.
 */
final class UnitRootTests {
    /** Critical value of the test at 5 % (table 1 of the paper of Kwiatkowski and others). */
    private static final double CRITICAL = 0.463;

    /** Strength of a season above which the series is differenced. */
    private static final double STRONG = 0.64;

    private UnitRootTests() {}

    /**
     * Computes the statistic of the test of a constant level (Kwiatkowski, Phillips, Schmidt and Shin, Testing the Null
     * Hypothesis of Stationarity against the Alternative of a Unit Root, Journal of Econometrics 54, 1992).
     *
     * @param values the values, all finite, at least one
     * @param lag the number of autocovariances in the variance of the mean, below the number of values
     * @return the statistic; NaN for a constant series
     */
    static double kpss(double[] values, int lag) {
        int n = values.length;
        double mean = 0;
        for (double value : values) {
            mean += value;
        }
        mean /= n;
        double[] errors = new double[n];
        double total = 0;
        double totals = 0;
        for (int i = 0; i < n; i++) {
            errors[i] = values[i] - mean;
            total += errors[i];
            totals += total * total;
        }
        double variance = 0;
        for (int k = 0; k <= lag; k++) {
            double product = 0;
            for (int i = k; i < n; i++) {
                product += errors[i] * errors[i - k];
            }
            variance += (k == 0 ? 1 : 2 * (1 - k / (lag + 1.0))) * product;
        }
        return totals / ((double) n * variance);
    }

    /** Returns the number of autocovariances for a number of values. */
    static int lag(int count) {
        return (int) (3 * Math.sqrt(count) / 13);
    }

    /**
     * Returns the number of differences after which the level of a series passes for constant.
     *
     * @param values the values, NaN where one is missing; these are left out
     * @param most the largest number
     */
    static int differences(double[] values, int most) {
        double[] rest = observed(values);
        int differences = 0;
        while (differences < most && !isConstant(rest)) {
            double statistic = kpss(rest, lag(rest.length));
            if (!(statistic > CRITICAL)) {
                break;
            }
            rest = Differences.of(rest, 1);
            differences++;
        }
        return differences;
    }

    /**
     * Returns the number of seasonal differences after which the season of a series is weak.
     *
     * @param values the values, NaN where one is missing
     * @param season the number of rows of a season
     * @param most the largest number
     */
    static int seasonalDifferences(double[] values, int season, int most) {
        double[] rest = values;
        int differences = 0;
        while (season > 1 && differences < most && rest.length > 2 * season && !isConstant(observed(rest))) {
            double[] filled = FilledValues.filled(rest, Mstl.of(season));
            if (!(SeasonalStrength.of(filled, season) > STRONG)) {
                break;
            }
            rest = Differences.of(rest, season);
            differences++;
        }
        return differences;
    }

    static double[] observed(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    }

    /** Returns whether all values are the same, but for rounding errors of their size; true without values. */
    static boolean isConstant(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return !(most - least > 1e-10 * Math.max(Math.abs(least), Math.abs(most)));
    }
}
