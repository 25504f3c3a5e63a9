package io.forecastj.features;

import java.util.List;

/**
 * Features of the last n rows, the current one included: their statistics. Immutable and thread-safe.
 *
 * <p>Unless documented otherwise, each is NaN for the first n - 1 rows and while a missing value is in the
 * window. None drifts: every value is computed only from the rows of its window. The cost of a row does not depend on
 * the window; for median, quantile and rank it grows with the logarithm of the window.
 *
 * <p>For a statistic of earlier rows, use a lag as the input: {@code rolling().mean(Features.lag("y", 24), 7)} is the
 * mean of the 7 values up to 24 rows before.
 */
public final class RollingFeatures {
    static final RollingFeatures GROUP = new RollingFeatures();

    private RollingFeatures() {}

    /**
     * The mean: {@code mean(x,n)}.
     *
     * @param x a feature of one output
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature mean(Feature x, int n) {
        return RollingMean.KIND.of(x, n);
    }

    /**
     * Returns {@link #mean(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature mean(String column, int n) {
        return mean(Features.column(column), n);
    }

    /**
     * The standard deviation: {@code std(x,n)}, the root of the mean squared deviation (of the population, not of a
     * sample).
     *
     * @param x a feature of one output
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature std(Feature x, int n) {
        return Moments.STD.of(x, n);
    }

    /**
     * Returns {@link #std(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature std(String column, int n) {
        return std(Features.column(column), n);
    }

    /**
     * The least value: {@code min(x,n)}.
     *
     * @param x a feature of one output
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature min(Feature x, int n) {
        return RollingExtreme.MIN.of(x, n);
    }

    /**
     * Returns {@link #min(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature min(String column, int n) {
        return min(Features.column(column), n);
    }

    /**
     * The greatest value: {@code max(x,n)}.
     *
     * @param x a feature of one output
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature max(Feature x, int n) {
        return RollingExtreme.MAX.of(x, n);
    }

    /**
     * Returns {@link #max(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature max(String column, int n) {
        return max(Features.column(column), n);
    }

    /**
     * The distance of the value above the mean, in standard deviations: {@code zscore(x,n)}; 0 where the window does
     * not vary.
     *
     * @param x a feature of one output
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 2 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature zscore(Feature x, int n) {
        return Moments.ZSCORE.of(x, n);
    }

    /**
     * Returns {@link #zscore(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 2 <= n <= 1_000_000}
     */
    public Feature zscore(String column, int n) {
        return zscore(Features.column(column), n);
    }

    /**
     * The sum: {@code sum(x,n)}.
     *
     * @param x a feature of one output
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature sum(Feature x, int n) {
        return RollingMean.SUM.of(x, n);
    }

    /**
     * Returns {@link #sum(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature sum(String column, int n) {
        return sum(Features.column(column), n);
    }

    /**
     * The standard deviation of a sample, with n - 1 in the divisor, as in pandas: {@code sampleStd(x,n)}.
     *
     * @param x a feature of one output
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 2 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature sampleStd(Feature x, int n) {
        return Moments.SAMPLE_STD.of(x, n);
    }

    /**
     * Returns {@link #sampleStd(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 2 <= n <= 1_000_000}
     */
    public Feature sampleStd(String column, int n) {
        return sampleStd(Features.column(column), n);
    }

    /**
     * The sample skewness, above 0 where the distant values are great ones: {@code skew(x,n)}; NaN where the window
     * does not vary.
     *
     * @param x a feature of one output
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 4 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature skew(Feature x, int n) {
        return SkewKurtosis.SKEW.of(x, n);
    }

    /**
     * Returns {@link #skew(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 4 <= n <= 1_000_000}
     */
    public Feature skew(String column, int n) {
        return skew(Features.column(column), n);
    }

    /**
     * The sample excess kurtosis, 0 for a normal distribution and greater with distant values: {@code kurtosis(x,n)};
     * NaN where the window does not vary.
     *
     * @param x a feature of one output
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 4 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature kurtosis(Feature x, int n) {
        return SkewKurtosis.KURTOSIS.of(x, n);
    }

    /**
     * Returns {@link #kurtosis(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 4 <= n <= 1_000_000}
     */
    public Feature kurtosis(String column, int n) {
        return kurtosis(Features.column(column), n);
    }

    /**
     * The median: {@code median(x,n)}.
     *
     * @param x a feature of one output
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature median(Feature x, int n) {
        return RollingQuantile.MEDIAN.of(x, n);
    }

    /**
     * Returns {@link #median(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature median(String column, int n) {
        return median(Features.column(column), n);
    }

    /**
     * The value below which a share q of the window lies, interpolated linearly: {@code quantile(x,n,q)}.
     *
     * @param x a feature of one output
     * @param n the rows of the window
     * @param q the share, 0 for the least value and 1 for the greatest
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000} and {@code 0 <= q <= 1}, or if the feature
     *     has several outputs
     */
    public Feature quantile(Feature x, int n, double q) {
        return RollingQuantile.KIND.of(x, n, q);
    }

    /**
     * Returns {@link #quantile(Feature, int, double)} of a column.
     *
     * @param column the column
     * @param n the rows of the window
     * @param q the share, 0 for the least value and 1 for the greatest
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000} and {@code 0 <= q <= 1}
     */
    public Feature quantile(String column, int n, double q) {
        return quantile(Features.column(column), n, q);
    }

    /**
     * The rank of the current value in the window, as a share of n: {@code rank(x,n)}; 1 for the greatest, equal
     * values have the mean of their ranks.
     *
     * @param x a feature of one output
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature rank(Feature x, int n) {
        return RollingRank.KIND.of(x, n);
    }

    /**
     * Returns {@link #rank(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature rank(String column, int n) {
        return rank(Features.column(column), n);
    }

    /**
     * The place of the least value in the window, from 1/n for the oldest row to 1 for the current one: {@code
     * argmin(x,n)}; of equal values the oldest.
     *
     * @param x a feature of one output
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature argmin(Feature x, int n) {
        return ArgExtreme.MIN.of(x, n);
    }

    /**
     * Returns {@link #argmin(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature argmin(String column, int n) {
        return argmin(Features.column(column), n);
    }

    /**
     * The place of the greatest value in the window, from 1/n for the oldest row to 1 for the current one: {@code
     * argmax(x,n)}; of equal values the oldest.
     *
     * @param x a feature of one output
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature argmax(Feature x, int n) {
        return ArgExtreme.MAX.of(x, n);
    }

    /**
     * Returns {@link #argmax(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature argmax(String column, int n) {
        return argmax(Features.column(column), n);
    }

    /**
     * The last n changes from row to row: {@code movement(x,n)}, with the outputs {@code rising} and {@code
     * falling}, the shares of rises and of falls, {@code gain} and {@code loss}, the sums of their sizes, and {@code
     * size}, the sum of both. It needs n + 1 values.
     *
     * @param x a feature of one output
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature movement(Feature x, int n) {
        return Movement.KIND.of(x, n);
    }

    /**
     * Returns {@link #movement(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature movement(String column, int n) {
        return movement(Features.column(column), n);
    }

    /**
     * The share of rises among the last n changes from row to row: {@code rising(x,n)}. It needs n + 1 values.
     *
     * @param x a feature of one output
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature rising(Feature x, int n) {
        return Movement.RISING.of(x, n);
    }

    /**
     * Returns {@link #rising(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature rising(String column, int n) {
        return rising(Features.column(column), n);
    }

    /**
     * The share of falls among the last n changes from row to row: {@code falling(x,n)}. It needs n + 1 values.
     *
     * @param x a feature of one output
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature falling(Feature x, int n) {
        return Movement.FALLING.of(x, n);
    }

    /**
     * Returns {@link #falling(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature falling(String column, int n) {
        return falling(Features.column(column), n);
    }

    /**
     * The correlation of the values with those k rows before, over n pairs: {@code autocorrelation(x,n,k)}; NaN where
     * they do not vary. It needs n + k values.
     *
     * @param x a feature of one output
     * @param n the rows of the window
     * @param k the number of rows between the values of a pair
     * @return the feature
     * @throws IllegalArgumentException unless {@code 2 <= n <= 1_000_000} and {@code 1 <= k <= 1_000_000}, or if the
     *     feature has several outputs
     */
    public Feature autocorrelation(Feature x, int n, int k) {
        return Comoments.AUTOCORRELATION.of(x, n, k);
    }

    /**
     * Returns {@link #autocorrelation(Feature, int, int)} of a column.
     *
     * @param column the column
     * @param n the rows of the window
     * @param k the number of rows between the values of a pair
     * @return the feature
     * @throws IllegalArgumentException unless {@code 2 <= n <= 1_000_000} and {@code 1 <= k <= 1_000_000}
     */
    public Feature autocorrelation(String column, int n, int k) {
        return autocorrelation(Features.column(column), n, k);
    }

    /**
     * The covariance of the population: {@code covariance(x,y,n)}.
     *
     * @param x a feature of one output
     * @param y another
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 2 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature covariance(Feature x, Feature y, int n) {
        return Comoments.COVARIANCE.create(List.of(x, y), new double[] {n});
    }

    /**
     * Returns {@link #covariance(Feature, Feature, int)} of columns.
     *
     * @param x a column
     * @param y another
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 2 <= n <= 1_000_000}
     */
    public Feature covariance(String x, String y, int n) {
        return covariance(Features.column(x), Features.column(y), n);
    }

    /**
     * Pearson's correlation, from -1 to 1: {@code correlation(x,y,n)}; NaN where x or y does not vary.
     *
     * @param x a feature of one output
     * @param y another
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 2 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature correlation(Feature x, Feature y, int n) {
        return Comoments.CORRELATION.create(List.of(x, y), new double[] {n});
    }

    /**
     * Returns {@link #correlation(Feature, Feature, int)} of columns.
     *
     * @param x a column
     * @param y another
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 2 <= n <= 1_000_000}
     */
    public Feature correlation(String x, String y, int n) {
        return correlation(Features.column(x), Features.column(y), n);
    }

    /**
     * The slope of the straight line through x against y, by least squares: {@code beta(x,y,n)}, such as a share
     * against the market with the returns of both; NaN where y does not vary.
     *
     * @param x a feature of one output
     * @param y another
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 2 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature beta(Feature x, Feature y, int n) {
        return Comoments.BETA.create(List.of(x, y), new double[] {n});
    }

    /**
     * Returns {@link #beta(Feature, Feature, int)} of columns.
     *
     * @param x a column
     * @param y another
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 2 <= n <= 1_000_000}
     */
    public Feature beta(String x, String y, int n) {
        return beta(Features.column(x), Features.column(y), n);
    }

    /**
     * The exponentially weighted mean, in which a value weighs 2 / (n + 1) and the weights of older ones fall by a
     * constant factor: {@code ema(x,n)}. NaN where the value is missing; the mean continues with the next one.
     *
     * @param x a feature of one output
     * @param n the nominal rows
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature ewMean(Feature x, int n) {
        return Smoothing.EMA.of(x, n);
    }

    /**
     * Returns {@link #ewMean(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the nominal rows
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature ewMean(String column, int n) {
        return ewMean(Features.column(column), n);
    }

    /**
     * The exponentially weighted standard deviation around {@link #ewMean}: {@code ewStd(x,n)}. NaN where the value is
     * missing; it continues with the next one.
     *
     * @param x a feature of one output
     * @param n the nominal rows
     * @return the feature
     * @throws IllegalArgumentException unless {@code 2 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature ewStd(Feature x, int n) {
        return EwStd.KIND.of(x, n);
    }

    /**
     * Returns {@link #ewStd(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the nominal rows
     * @return the feature
     * @throws IllegalArgumentException unless {@code 2 <= n <= 1_000_000}
     */
    public Feature ewStd(String column, int n) {
        return ewStd(Features.column(column), n);
    }

    /**
     * The mean of all values from the first row on: {@code expandingMean(x)}. NaN where the value is missing; the mean
     * continues with the next one. It depends on every row, so over the tail of a series it differs from that over the
     * whole.
     *
     * @param x a feature of one output
     * @return the feature
     * @throws IllegalArgumentException if the feature has several outputs
     */
    public Feature expandingMean(Feature x) {
        return ExpandingMean.KIND.of(x);
    }

    /**
     * Returns {@link #expandingMean(Feature)} of a column.
     *
     * @param column the column
     * @return the feature
     */
    public Feature expandingMean(String column) {
        return expandingMean(Features.column(column));
    }
}
