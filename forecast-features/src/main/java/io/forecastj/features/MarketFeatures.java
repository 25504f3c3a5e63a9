package io.forecastj.features;

import io.forecastj.Ohlcv;

/**
 * Features of the state of a market or any other series: calm or volatile, trend or range, and the time since a change.
 * Immutable and thread-safe.
 *
 * <p>Regimes and quantile classes are learnt from the training series, so their pipeline must be {@linkplain
 * FeaturePipeline#fit fitted}.
 */
public final class MarketFeatures {
    static final MarketFeatures GROUP = new MarketFeatures();

    private MarketFeatures() {}

    /**
     * The probability that the returns are in the volatile one of two states, from the rows up to now: {@code
     * regime(x)}. The states, each with a mean and a standard deviation, and the probabilities to stay in each are
     * fitted to the training series (Hamilton 1989, 1990). NaN on the first 250 rows, and where a return is missing.
     * Fitting takes a few tenths of a second for 5,000 rows.
     *
     * @param returns the returns, a feature of one output
     * @return the feature, from 0 to 1; fitting needs at least 20 values that vary
     * @throws IllegalArgumentException if the feature has several outputs
     */
    public Feature regime(Feature returns) {
        return Regime.KIND.of(returns);
    }

    /**
     * The probability that the log returns of the close are in the volatile one of two states: {@code
     * regime(logReturns(close,1))}.
     *
     * @return the feature, from 0 to 1; fitting needs at least 20 values that vary
     */
    public Feature regime() {
        return regime(Features.price().logReturns(Ohlcv.CLOSE, 1));
    }

    /**
     * The class of a value among classes that are equally frequent in the training series: {@code
     * quantileClass(x,classes)}.
     *
     * @param x a feature of one output
     * @param classes the number of classes
     * @return the feature, from 0 for the lowest to classes - 1
     * @throws IllegalArgumentException unless {@code 2 <= classes <= 100}, or if the feature has several outputs
     */
    public Feature quantileClass(Feature x, int classes) {
        return QuantileClass.KIND.of(x, classes);
    }

    /**
     * The class of the volatility among classes that are equally frequent in the training series: {@code
     * quantileClass(std(logReturns(close,1),n),classes)}.
     *
     * @param n the rows over which the volatility is measured, usually 20
     * @param classes the number of classes, usually 3
     * @return the feature, from 0 for the calmest to classes - 1
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000} and {@code 2 <= classes <= 100}
     */
    public Feature volatilityClass(int n, int classes) {
        return quantileClass(Features.rolling().std(Features.price().logReturns(Ohlcv.CLOSE, 1), n), classes);
    }

    /**
     * The number of rows since the mean or the variance last changed: {@code runLength(x,hazard,n)}, with the outputs
     * {@code mode}, the most probable number, and {@code mean}; both at most n (Adams and MacKay 2007). The prior suits
     * values of about unit scale, such as {@link Features#standardScale}. A row costs up to n + 1 powers, a few
     * microseconds for an n of 50. NaN on the first n rows, and where a value is missing.
     *
     * <p>A run that began before the end of the warm-up keeps everything that it learnt. So over a series that begins
     * later, the numbers differ by some rows at the end of the warm-up, at worst by most of n, and less with each
     * multiple of n. Give a live session 8 n rows of history or more: on real and simulated prices and returns the mode
     * was then the same on 96 % of the rows or more, and the mean on average half a row off or less.
     *
     * @param x a feature of one output
     * @param hazard the probability that a run ends on a row: 1 divided by the usual number of rows of a run
     * @param n the longest run that differs from longer ones, and the number of possible runs that are followed
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1e-6 <= hazard <= 0.5} and {@code 2 <= n <= 1_000_000}, or if the
     *     feature has several outputs
     */
    public Feature runLength(Feature x, double hazard, int n) {
        return RunLength.KIND.of(x, hazard, n);
    }

    /**
     * Kaufman's efficiency with its sign: {@code efficiency(x,n)}, the change over n rows divided by the length of the
     * path; 1 for a straight rise, -1 for a straight fall, near 0 in a range. NaN while a missing value is in the
     * window.
     *
     * @param x a feature of one output
     * @param n the rows of the window, usually 10
     * @return the feature, from -1 to 1
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature efficiency(Feature x, int n) {
        return Efficiency.KIND.of(x, n);
    }

    /**
     * Returns {@link #efficiency(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the rows of the window, usually 10
     * @return the feature, from -1 to 1
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature efficiency(String column, int n) {
        return efficiency(Features.column(column), n);
    }

    /**
     * The class of a movement: {@code trendClass(x,n,threshold)}, which is 1 for a rising trend, -1 for a falling one
     * and 0 for a range. A trend has an efficiency over n rows of at least the threshold.
     *
     * @param x a feature of one output
     * @param n the rows of the window, usually 20
     * @param threshold the least efficiency of a trend, usually 0.3
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000} and {@code 0 <= threshold <= 1}, or if the
     *     feature has several outputs
     */
    public Feature trendClass(Feature x, int n, double threshold) {
        return TrendClass.KIND.of(x, n, threshold);
    }

    /**
     * Returns {@link #trendClass(Feature, int, double)} of a column.
     *
     * @param column the column
     * @param n the rows of the window, usually 20
     * @param threshold the least efficiency of a trend, usually 0.3
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000} and {@code 0 <= threshold <= 1}
     */
    public Feature trendClass(String column, int n, double threshold) {
        return trendClass(Features.column(column), n, threshold);
    }
}
