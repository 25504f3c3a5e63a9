package io.forecastj.features;

/**
 * Where a series is heading. Immutable and thread-safe.
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
     * As {@link #sma(Feature, int)}, of a column.
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
     * values, which weighs at most 1 % when the warm-up ends. A missing value makes its row NaN; the next value goes
     * on.
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
     * As {@link #ema(Feature, int)}, of a column.
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
     * The moving average convergence/divergence of Appel: {@code macd(x,fast,slow,signal)}, with the outputs
     * {@code line}, {@code signal} and {@code histogram}, in units of x.
     *
     * @param x a feature of one output
     * @param fast the rows of the short average, usually 12
     * @param slow the rows of the long average, usually 26
     * @param signal the rows of the average of their difference, usually 9
     * @return the feature
     * @throws IllegalArgumentException unless each is at least 1 and at most 1,000,000 and {@code fast < slow}, or
     *     if the feature has several outputs
     */
    public Feature macd(Feature x, int fast, int slow, int signal) {
        return Macd.KIND.of(x, fast, slow, signal);
    }

    /**
     * As {@link #macd(Feature, int, int, int)}, of a column.
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
}
