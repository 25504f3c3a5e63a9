package io.forecastj.features;

import io.forecastj.Ohlcv;
import java.util.List;

/**
 * Features of the variation of a series. Immutable and thread-safe. The rolling standard deviation is {@link
 * RollingFeatures#std}.
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
     * Wilder's average true range in units of the price: {@code atr(high,low,close,n)}. NaN on rows without high or
     * low; the average continues with the next bar.
     *
     * @param n the nominal rows, usually 14
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature atr(int n) {
        return TrueRange.ATR.create(PriceFeatures.highLowClose(), new double[] {n});
    }

    /**
     * Returns {@link #atr(int)} of other columns or features.
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
     * Returns {@link #bollinger(Feature, int, double)} of a column.
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
     * Keltner channels around the exponential average of the close: {@code keltner(high,low,close,n,atr,k)}, with the
     * outputs {@code position}, 0 at the lower and 1 at the upper line, and {@code width}, relative to the middle.
     *
     * @param n the nominal rows of the middle, usually 20
     * @param atr the nominal rows of the average true range, usually 10
     * @param k the distance of the lines from the middle in average true ranges, usually 2
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, the same for {@code atr}, and {@code 1e-6
     *     <= k <= 1e6}
     */
    public Feature keltner(int n, int atr, double k) {
        return Keltner.KIND.create(PriceFeatures.highLowClose(), new double[] {n, atr, k});
    }

    /**
     * Returns {@link #keltner(int, int, double)} of other columns or features.
     *
     * @param high the highest price
     * @param low the lowest price
     * @param close the last price
     * @param n the nominal rows of the middle, usually 20
     * @param atr the nominal rows of the average true range, usually 10
     * @param k the distance of the lines from the middle in average true ranges, usually 2
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, the same for {@code atr}, and {@code 1e-6 <=
     *     k <= 1e6}, or if a feature has several outputs
     */
    public Feature keltner(Feature high, Feature low, Feature close, int n, int atr, double k) {
        return Keltner.KIND.create(List.of(high, low, close), new double[] {n, atr, k});
    }

    /**
     * The Donchian channel: {@code donchian(high,low,close,n)}, with the outputs {@code position}, 0 at the lowest low
     * and 1 at the highest high of the window, the current bar included, and {@code width}, relative to the middle.
     *
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature donchian(int n) {
        return Donchian.KIND.create(PriceFeatures.highLowClose(), new double[] {n});
    }

    /**
     * Returns {@link #donchian(int)} of other columns or features.
     *
     * @param high the highest price
     * @param low the lowest price
     * @param close the last price
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature donchian(Feature high, Feature low, Feature close, int n) {
        return Donchian.KIND.create(List.of(high, low, close), new double[] {n});
    }

    /**
     * The volatility by Parkinson's estimator, from high and low: {@code parkinson(high,low,n)}. The standard
     * deviation of the log return of one row.
     *
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature parkinson(int n) {
        return Parkinson.KIND.create(
                List.of(Features.column(Ohlcv.HIGH), Features.column(Ohlcv.LOW)), new double[] {n});
    }

    /**
     * Returns {@link #parkinson(int)} of other columns or features.
     *
     * @param high the highest price
     * @param low the lowest price
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature parkinson(Feature high, Feature low, int n) {
        return Parkinson.KIND.create(List.of(high, low), new double[] {n});
    }

    /**
     * The volatility by Garman and Klass's estimator: {@code garmanKlass(open,high,low,close,n)}. The standard
     * deviation of the log return of one row, without the gaps between bars.
     *
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature garmanKlass(int n) {
        return GarmanKlass.KIND.create(PriceFeatures.openHighLowClose(), new double[] {n});
    }

    /**
     * Returns {@link #garmanKlass(int)} of other columns or features.
     *
     * @param open the first price
     * @param high the highest price
     * @param low the lowest price
     * @param close the last price
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature garmanKlass(Feature open, Feature high, Feature low, Feature close, int n) {
        return GarmanKlass.KIND.create(List.of(open, high, low, close), new double[] {n});
    }

    /**
     * The volatility by Rogers and Satchell's estimator, unbiased in a trend: {@code
     * rogersSatchell(open,high,low,close,n)}. The standard deviation of the log return of one row, without the gaps
     * between bars.
     *
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature rogersSatchell(int n) {
        return RogersSatchell.KIND.create(PriceFeatures.openHighLowClose(), new double[] {n});
    }

    /**
     * Returns {@link #rogersSatchell(int)} of other columns or features.
     *
     * @param open the first price
     * @param high the highest price
     * @param low the lowest price
     * @param close the last price
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature rogersSatchell(Feature open, Feature high, Feature low, Feature close, int n) {
        return RogersSatchell.KIND.create(List.of(open, high, low, close), new double[] {n});
    }

    /**
     * The volatility by Yang and Zhang's estimator, unbiased in a trend and with gaps: {@code
     * yangZhang(open,high,low,close,n)}. The standard deviation of the log return of one row.
     *
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 2 <= n <= 1_000_000}
     */
    public Feature yangZhang(int n) {
        return YangZhang.KIND.create(PriceFeatures.openHighLowClose(), new double[] {n});
    }

    /**
     * Returns {@link #yangZhang(int)} of other columns or features.
     *
     * @param open the first price
     * @param high the highest price
     * @param low the lowest price
     * @param close the last price
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 2 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature yangZhang(Feature open, Feature high, Feature low, Feature close, int n) {
        return YangZhang.KIND.create(List.of(open, high, low, close), new double[] {n});
    }

    /**
     * The realised volatility, the root of the sum of squared log returns: {@code realisedVolatility(x,n)}. For the n
     * rows together.
     *
     * @param x a feature of one output
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature realisedVolatility(Feature x, int n) {
        return RealisedVolatility.KIND.of(x, n);
    }

    /**
     * Returns {@link #realisedVolatility(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature realisedVolatility(String column, int n) {
        return realisedVolatility(Features.column(column), n);
    }

    /**
     * The volatility of the next row, as expected by a GARCH(1,1) model: {@code garch(x)}, in units of the returns. The
     * model, of mean zero, is fitted to the training series (Bollerslev 1986). NaN on the first 250 rows, and where a
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
     * The volatility of the next log return of the close, as expected by a GARCH(1,1) model: {@code
     * garch(logReturns(close,1))}.
     *
     * @return the feature; fitting needs at least 20 values that vary
     */
    public Feature garch() {
        return garch(Features.price().logReturns(Ohlcv.CLOSE, 1));
    }
}
