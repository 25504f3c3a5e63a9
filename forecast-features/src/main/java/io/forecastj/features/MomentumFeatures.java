package io.forecastj.features;

import io.forecastj.Ohlcv;

/**
 * How strongly a series moves. Immutable and thread-safe.
 */
public final class MomentumFeatures {
    static final MomentumFeatures GROUP = new MomentumFeatures();

    private MomentumFeatures() {}

    /**
     * The relative strength index of Wilder, 0 to 100: {@code rsi(x,n)}; 50 for a series that never moved. A missing
     * value makes its row NaN; the next change is from the last value before it.
     *
     * @param x a feature of one output
     * @param n the nominal rows, usually 14
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature rsi(Feature x, int n) {
        return Rsi.KIND.of(x, n);
    }

    /**
     * As {@link #rsi(Feature, int)}, of a column.
     *
     * @param column the column
     * @param n the nominal rows, usually 14
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature rsi(String column, int n) {
        return rsi(Features.column(column), n);
    }

    /**
     * Where the close stands in the range of the last n bars, 0 at the lowest low and 1 at the highest high; 0.5 where
     * they are equal. It is {@code position(close,min(low,n),max(high,n))}.
     *
     * @param n the rows of the window, usually 14
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature stochastic(int n) {
        return stochastic(Features.column(Ohlcv.HIGH), Features.column(Ohlcv.LOW), Features.column(Ohlcv.CLOSE), n);
    }

    /**
     * Where the close stands in the range of the last n bars, 0 at the lowest low and 1 at the highest high; 0.5 where
     * they are equal.
     *
     * @param high the highest price
     * @param low the lowest price
     * @param close the last price
     * @param n the rows of the window, usually 14
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature stochastic(Feature high, Feature low, Feature close, int n) {
        return PriceFeatures.GROUP.position(close, RollingExtreme.MIN.of(low, n), RollingExtreme.MAX.of(high, n));
    }
}
