package io.forecastj.features;

import io.forecastj.Ohlcv;
import java.util.List;

/**
 * How much a series moves. Immutable and thread-safe.
 */
public final class VolatilityFeatures {
    static final VolatilityFeatures GROUP = new VolatilityFeatures();

    private VolatilityFeatures() {}

    /**
     * The true range of the bar in units of the price: {@code trueRange(high,low,close)}. NaN on the first row.
     *
     * @return the feature
     */
    public Feature trueRange() {
        return TrueRange.KIND.create(PriceFeatures.highLowClose(), new double[0]);
    }

    /**
     * The average true range of Wilder in units of the price: {@code atr(high,low,close,n)}. NaN on rows without high
     * or low; the next bar goes on.
     *
     * @param n the nominal rows, usually 14
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature atr(int n) {
        return TrueRange.ATR.create(PriceFeatures.highLowClose(), new double[] {n});
    }

    /**
     * The average true range of Wilder in units of the price.
     *
     * @param high the highest price
     * @param low the lowest price
     * @param close the last price
     * @param n the nominal rows, usually 14
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature atr(Feature high, Feature low, Feature close, int n) {
        return TrueRange.ATR.create(List.of(high, low, close), new double[] {n});
    }

    /**
     * Bollinger bands: {@code bollinger(x,n,k)}, with the outputs {@code position}, 0 at the lower and 1 at the upper
     * band, and {@code width}, relative to the mean.
     *
     * @param x a feature of one output
     * @param n the rows of the window, usually 20
     * @param k the distance of the bands from the mean in standard deviations, usually 2
     * @return the feature
     * @throws IllegalArgumentException unless {@code 2 <= n <= 1_000_000} and {@code 1e-6 <= k <= 1e6}, or if the
     *     feature has several outputs
     */
    public Feature bollinger(Feature x, int n, double k) {
        return Bollinger.KIND.of(x, n, k);
    }

    /**
     * As {@link #bollinger(Feature, int, double)}, of a column.
     *
     * @param column the column
     * @param n the rows of the window, usually 20
     * @param k the distance of the bands from the mean in standard deviations, usually 2
     * @return the feature
     * @throws IllegalArgumentException unless {@code 2 <= n <= 1_000_000} and {@code 1e-6 <= k <= 1e6}
     */
    public Feature bollinger(String column, int n, double k) {
        return bollinger(Features.column(column), n, k);
    }

    /**
     * The volatility that a GARCH(1,1) model expects of the next row: {@code garch(x)}, in units of the returns. The
     * model, of mean zero, is fitted to the training series (Bollerslev 1986). NaN on the first 100 rows, and where a
     * return is missing. Fitting takes a few tenths of a second for 5,000 rows.
     *
     * @param returns the returns, a feature of one output
     * @return the feature; fitting needs at least 20 values that vary
     * @throws IllegalArgumentException if the feature has several outputs
     */
    public Feature garch(Feature returns) {
        return Garch.KIND.of(returns);
    }

    /**
     * The volatility that a GARCH(1,1) model expects of the next row's log return of the close: {@code
     * garch(logReturns(close,1))}.
     *
     * @return the feature; fitting needs at least 20 values that vary
     */
    public Feature garch() {
        return garch(Features.price().logReturns(Ohlcv.CLOSE, 1));
    }
}
