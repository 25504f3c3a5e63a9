package io.forecastj.features;

import io.forecastj.Ohlcv;
import java.util.List;

/**
 * Features of the direction of a series. Immutable and thread-safe.
 *
 * <p>Averages are in units of their input; {@link PriceFeatures#relative} makes them comparable across price levels.
 */
public final class TrendFeatures {
    static final TrendFeatures GROUP = new TrendFeatures();

    private TrendFeatures() {}

    /**
     * The simple moving average: {@code mean(x,n)}.
     *
     * @param x a feature of one output
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature sma(Feature x, int n) {
        return RollingMean.KIND.of(x, n);
    }

    /**
     * Returns {@link #sma(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature sma(String column, int n) {
        return sma(Features.column(column), n);
    }

    /**
     * The exponential moving average: {@code ema(x,n)}, with weight 2 / (n + 1), started from the mean of the first n
     * values, which weighs at most 1e-7 when the warm-up ends, after about 9 n rows. A missing value makes its row NaN;
     * the average continues with the next value.
     *
     * @param x a feature of one output
     * @param n the nominal rows
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature ema(Feature x, int n) {
        return Smoothing.EMA.of(x, n);
    }

    /**
     * Returns {@link #ema(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the nominal rows
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature ema(String column, int n) {
        return ema(Features.column(column), n);
    }

    /**
     * Appel's moving average convergence/divergence: {@code macd(x,fast,slow,signal)}, with the outputs {@code line},
     * {@code signal} and {@code histogram}, in units of x.
     *
     * @param x a feature of one output
     * @param fast the rows of the short average, usually 12
     * @param slow the rows of the long average, usually 26
     * @param signal the rows of the average of their difference, usually 9
     * @return the feature
     * @throws IllegalArgumentException unless each is at least 1 and at most 1,000,000 and {@code fast < slow}, or if
     *     the feature has several outputs
     */
    public Feature macd(Feature x, int fast, int slow, int signal) {
        return Macd.KIND.of(x, fast, slow, signal);
    }

    /**
     * Returns {@link #macd(Feature, int, int, int)} of a column.
     *
     * @param column the column
     * @param fast the rows of the short average, usually 12
     * @param slow the rows of the long average, usually 26
     * @param signal the rows of the average of their difference, usually 9
     * @return the feature
     * @throws IllegalArgumentException unless each is at least 1 and at most 1,000,000 and {@code fast < slow}
     */
    public Feature macd(String column, int fast, int slow, int signal) {
        return macd(Features.column(column), fast, slow, signal);
    }

    /**
     * Wilder's directional movement: {@code adx(high,low,close,n)}, with the outputs {@code adx}, {@code plusDi} and
     * {@code minusDi}, each from 0 to 100. Wilder uses sums in place of these means, which gives the same ratios. Other
     * programs start differently, and agree once the start is forgotten.
     *
     * @param n the nominal rows, usually 14; the warm-up is about 34 n rows
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature adx(int n) {
        return Adx.KIND.create(PriceFeatures.highLowClose(), new double[] {n});
    }

    /**
     * Returns {@link #adx(int)} of other columns or features.
     *
     * @param high the highest price
     * @param low the lowest price
     * @param close the last price
     * @param n the nominal rows, usually 14; the warm-up is about 34 n rows
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature adx(Feature high, Feature low, Feature close, int n) {
        return Adx.KIND.create(List.of(high, low, close), new double[] {n});
    }

    /**
     * Chande's Aroon indicators: {@code aroon(high,low,n)}, with the outputs {@code up} and {@code down}, 100 where the
     * highest high or lowest low of the current bar and the n before it is the current one and 0 where it is the
     * oldest, and {@code oscillator}, their difference. The last of equal highs or lows counts.
     *
     * @param n the rows before the current one, usually 25
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n < 1_000_000}
     */
    public Feature aroon(int n) {
        return Aroon.KIND.create(List.of(Features.column(Ohlcv.HIGH), Features.column(Ohlcv.LOW)), new double[] {n});
    }

    /**
     * Returns {@link #aroon(int)} of other columns or features.
     *
     * @param high the highest price
     * @param low the lowest price
     * @param n the rows before the current one, usually 25
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n < 1_000_000}, or if a feature has several outputs
     */
    public Feature aroon(Feature high, Feature low, int n) {
        return Aroon.KIND.create(List.of(high, low), new double[] {n});
    }

    /**
     * The straight line through n rows by least squares: {@code linearRegression(x,n)}, with the outputs {@code slope},
     * in units of x per row, {@code r2}, from 0 to 1 and 0 where x does not vary, and {@code residual}, the distance of
     * the last value above the line, in units of x.
     *
     * @param x a feature of one output
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 2 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature linearRegression(Feature x, int n) {
        return LinearRegression.KIND.of(x, n);
    }

    /**
     * Returns {@link #linearRegression(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 2 <= n <= 1_000_000}
     */
    public Feature linearRegression(String column, int n) {
        return linearRegression(Features.column(column), n);
    }
}
