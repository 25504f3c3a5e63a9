package io.forecastj.features;

import io.forecastj.Ohlcv;
import java.util.List;

/** Features of the strength of a movement. Immutable and thread-safe. */
public final class MomentumFeatures {
    static final MomentumFeatures GROUP = new MomentumFeatures();

    private MomentumFeatures() {}

    /**
     * Wilder's relative strength index, 0 to 100: {@code rsi(x,n)}; 50 for a series that never moved. A missing value
     * makes its row NaN; the next change is from the last value before it.
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
     * Returns {@link #rsi(Feature, int)} of a column.
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
     * The position of the close in the range of the last n bars, 0 at the lowest low and 1 at the highest high; 0.5
     * where they are equal. It is {@code position(close,min(low,n),max(high,n))}.
     *
     * @param n the rows of the window, usually 14
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature stochastic(int n) {
        return stochastic(Features.column(Ohlcv.HIGH), Features.column(Ohlcv.LOW), Features.column(Ohlcv.CLOSE), n);
    }

    /**
     * Returns {@link #stochastic(int)} of other columns or features.
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

    /**
     * Lane's stochastic oscillator: {@code stochastic(high,low,close,n,slowing,d)}, with the outputs {@code k} and
     * {@code d}, from 0 to 100. Slowing 1 gives the fast form. Where all prices of the window are equal, the fast value
     * is 50; in TA-Lib it is 0, in ta4j NaN.
     *
     * @param n the rows of the range, usually 14
     * @param slowing the rows of the mean that makes k, usually 3
     * @param d the rows of the mean of k that makes d, usually 3
     * @return the feature
     * @throws IllegalArgumentException unless each number is from 1 to 1,000,000
     */
    public Feature stochastic(int n, int slowing, int d) {
        return Stochastic.KIND.create(PriceFeatures.highLowClose(), new double[] {n, slowing, d});
    }

    /**
     * Returns {@link #stochastic(int, int, int)} of other columns or features.
     *
     * @param high the highest price
     * @param low the lowest price
     * @param close the last price
     * @param n the rows of the range, usually 14
     * @param slowing the rows of the mean that makes k, usually 3
     * @param d the rows of the mean of k that makes d, usually 3
     * @return the feature
     * @throws IllegalArgumentException unless each number is from 1 to 1,000,000, or if a feature has several outputs
     */
    public Feature stochastic(Feature high, Feature low, Feature close, int n, int slowing, int d) {
        return Stochastic.KIND.create(List.of(high, low, close), new double[] {n, slowing, d});
    }

    /**
     * Williams %R: {@code williamsR(high,low,close,n)}, from -100 at the lowest low to 0 at the highest high; -50 where
     * they are equal.
     *
     * @param n the rows of the window, usually 14
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature williamsR(int n) {
        return WilliamsR.KIND.create(PriceFeatures.highLowClose(), new double[] {n});
    }

    /**
     * Returns {@link #williamsR(int)} of other columns or features.
     *
     * @param high the highest price
     * @param low the lowest price
     * @param close the last price
     * @param n the rows of the window, usually 14
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature williamsR(Feature high, Feature low, Feature close, int n) {
        return WilliamsR.KIND.create(List.of(high, low, close), new double[] {n});
    }

    /**
     * Lambert's commodity channel index: {@code cci(high,low,close,n)}; 0 where the window does not vary.
     *
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature cci(int n) {
        return Cci.KIND.create(PriceFeatures.highLowClose(), new double[] {n});
    }

    /**
     * Returns {@link #cci(int)} of other columns or features.
     *
     * @param high the highest price
     * @param low the lowest price
     * @param close the last price
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature cci(Feature high, Feature low, Feature close, int n) {
        return Cci.KIND.create(List.of(high, low, close), new double[] {n});
    }

    /**
     * The rate of change in percent: {@code roc(x,n)}, which is 100 times {@link PriceFeatures#returns}.
     *
     * @param x a feature of one output
     * @param n the number of rows of the change
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature roc(Feature x, int n) {
        return Roc.KIND.of(x, n);
    }

    /**
     * Returns {@link #roc(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the number of rows of the change
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature roc(String column, int n) {
        return roc(Features.column(column), n);
    }

    /**
     * Quong and Soudack's money flow index: {@code mfi(high,low,close,volume,n)}, from 0 to 100; 50 where nothing
     * moved.
     *
     * @param n the rows of the window, usually 14
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature mfi(int n) {
        return MoneyFlowIndex.KIND.create(
                List.of(
                        Features.column(Ohlcv.HIGH),
                        Features.column(Ohlcv.LOW),
                        Features.column(Ohlcv.CLOSE),
                        Features.column(Ohlcv.VOLUME)),
                new double[] {n});
    }

    /**
     * Returns {@link #mfi(int)} of other columns or features.
     *
     * @param high the highest price
     * @param low the lowest price
     * @param close the last price
     * @param volume the traded amount
     * @param n the rows of the window, usually 14
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature mfi(Feature high, Feature low, Feature close, Feature volume, int n) {
        return MoneyFlowIndex.KIND.create(List.of(high, low, close, volume), new double[] {n});
    }

    /**
     * Hutson's TRIX, the change of a triple exponential average in percent per row: {@code trix(x,n)}. The start of
     * each average weighs at most 1e-7 when it is first used, after about 27 n rows in all.
     *
     * @param x a feature of one output
     * @param n the nominal rows, usually 15
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature trix(Feature x, int n) {
        return Trix.KIND.of(x, n);
    }

    /**
     * Returns {@link #trix(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the nominal rows, usually 15
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature trix(String column, int n) {
        return trix(Features.column(column), n);
    }

    /**
     * Williams' ultimate oscillator: {@code ultimateOscillator(high,low,close,fast,middle,slow)}, from 0 to 100; 50
     * where nothing moved.
     *
     * @param fast the rows of the shortest window, usually 7
     * @param middle the rows of the next, usually 14
     * @param slow the rows of the longest, usually 28
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= fast < middle < slow <= 1_000_000}
     */
    public Feature ultimateOscillator(int fast, int middle, int slow) {
        return UltimateOscillator.KIND.create(PriceFeatures.highLowClose(), new double[] {fast, middle, slow});
    }

    /**
     * Returns {@link #ultimateOscillator(int, int, int)} of other columns or features.
     *
     * @param high the highest price
     * @param low the lowest price
     * @param close the last price
     * @param fast the rows of the shortest window, usually 7
     * @param middle the rows of the next, usually 14
     * @param slow the rows of the longest, usually 28
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= fast < middle < slow <= 1_000_000}, or if a feature has
     *     several outputs
     */
    public Feature ultimateOscillator(Feature high, Feature low, Feature close, int fast, int middle, int slow) {
        return UltimateOscillator.KIND.create(List.of(high, low, close), new double[] {fast, middle, slow});
    }
}
