package io.forecastj.models.statistical;

import java.util.Arrays;

/**
 * Classical decomposition of a series into a centred moving average, seasonal indices and a remainder (Hyndman and
 * Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 2021, section 3.4), and the test of whether a
 * series is seasonal.
 *
 * <p>Stateless and thread-safe. The values must all be finite.
 */
final class ClassicalSeason {
    /** The quantile of the normal distribution below which 95 % lie: the test has a level of 90 % on two sides. */
    private static final double CRITICAL = 1.6448536269514722;

    private ClassicalSeason() {}

    /**
     * Estimates the seasonal indices of a series that passes the test of its season: multiplicative ones if all values
     * are positive, else additive ones.
     *
     * @param values the values
     * @param season the number of rows of a season
     * @return the indices, {@link SeasonalIndices#NONE} if the series does not pass the test
     */
    static SeasonalIndices ifSeasonal(double[] values, int season) {
        if (!isSeasonal(values, season)) {
            return SeasonalIndices.NONE;
        }
        boolean positive = true;
        for (double value : values) {
            positive &= value > 0;
        }
        double[] indices = indices(values, season, positive);
        for (double index : indices) {
            // rounding can only do this to values of very different size
            if (positive && !(index > 0) || !Double.isFinite(index)) {
                return SeasonalIndices.NONE;
            }
        }
        return new SeasonalIndices(indices, positive);
    }

    /**
     * Returns whether the autocorrelation at the lag of a season differs from 0 at the level of 90 %, as Assimakopoulos
     * and Nikolopoulos (The theta model: a decomposition approach to forecasting, International Journal of Forecasting
     * 16, 2000) test it; false if there are not more than two seasons or the values are constant. The bound is that of
     * Bartlett (On the Theoretical Specification and Sampling Properties of Autocorrelated Time-Series, Supplement to
     * the Journal of the Royal Statistical Society 8, 1946).
     */
    static boolean isSeasonal(double[] values, int season) {
        int rows = values.length;
        if (season < 2 || rows <= 2 * season) {
            return false;
        }
        double mean = mean(values);
        double variance = product(values, mean, 0);
        if (!(variance > 0)) {
            return false;
        }
        double squares = 0;
        for (int lag = 1; lag < season; lag++) {
            double correlation = product(values, mean, lag) / variance;
            squares += correlation * correlation;
        }
        double bound = CRITICAL * Math.sqrt((1 + 2 * squares) / rows);
        return Math.abs(product(values, mean, season) / variance) > bound;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double product(double[] values, double mean, int lag) {
        double sum = 0;
        for (int i = lag; i < values.length; i++) {
            sum += (values[i] - mean) * (values[i - lag] - mean);
        }
        return sum;
    }

    /**
     * Estimates seasonal indices: the mean distance, or ratio, of the values at each place from their centred moving
     * average, with a mean of 0, or 1, over the season.
     *
     * @param values the values, at least two seasons
     * @param season the number of rows of a season
     * @param multiplicative whether ratios are taken; all values must then be positive
     * @return the indices, the first of them for the place of the first value
     */
    static double[] indices(double[] values, int season, boolean multiplicative) {
        double[] trend = movingAverage(values, season);
        double[] sums = new double[season];
        int[] counts = new int[season];
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(trend[i])) {
                sums[i % season] += multiplicative ? values[i] / trend[i] : values[i] - trend[i];
                counts[i % season]++;
            }
        }
        double mean = 0;
        for (int place = 0; place < season; place++) {
            sums[place] /= counts[place];
            mean += sums[place] / season;
        }
        for (int place = 0; place < season; place++) {
            sums[place] = multiplicative ? sums[place] / mean : sums[place] - mean;
        }
        return sums;
    }

    /**
     * Computes centred moving averages over a season; the outer two values count half if its length is even.
     *
     * @return one average for each value, NaN at the first and last {@code season / 2} of them
     */
    static double[] movingAverage(double[] values, int season) {
        int half = season / 2;
        double[] averages = new double[values.length];
        Arrays.fill(averages, Double.NaN);
        for (int i = half; i < values.length - half; i++) {
            double sum = 0;
            for (int j = i - half; j <= i + half; j++) {
                boolean outer = season % 2 == 0 && (j == i - half || j == i + half);
                sum += outer ? values[j] / 2 : values[j];
            }
            averages[i] = sum / season;
        }
        return averages;
    }
}
