package io.forecastj.features;

import io.forecastj.Ohlcv;
import java.util.List;
import java.util.stream.Stream;

/**
 * Features of the traded amount, its side and its cost. Immutable and thread-safe.
 *
 * <p>In place of running totals such as the on-balance volume there are their changes over a window. Each feature is
 * NaN while a missing value is in its window.
 */
public final class VolumeFeatures {
    static final VolumeFeatures GROUP = new VolumeFeatures();

    private VolumeFeatures() {}

    /**
     * The volume relative to its mean over the last n bars: {@code volumeRatio(volume,n)}. NaN where the mean is 0.
     *
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature ratio(int n) {
        return ratio(Features.column(Ohlcv.VOLUME), n);
    }

    /**
     * Returns {@link #ratio(int)} of another column or feature.
     *
     * @param volume the traded amount
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature ratio(Feature volume, int n) {
        return VolumeRatio.KIND.of(volume, n);
    }

    /**
     * The mean volume: {@code mean(volume,n)}, in units of the volume.
     *
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature sma(int n) {
        return sma(Features.column(Ohlcv.VOLUME), n);
    }

    /**
     * Returns {@link #sma(int)} of other inputs than the standard columns.
     *
     * @param volume the traded amount
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature sma(Feature volume, int n) {
        return RollingMean.KIND.create(List.of(volume), new double[] {n});
    }

    /**
     * The change of the on-balance volume over n bars: {@code obvChange(close,volume,n)}, in units of the volume. The
     * running total itself depends on where the history begins.
     *
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature obvChange(int n) {
        return obvChange(Features.column(Ohlcv.CLOSE), Features.column(Ohlcv.VOLUME), n);
    }

    /**
     * Returns {@link #obvChange(int)} of other inputs than the standard columns.
     *
     * @param close the last price
     * @param volume the traded amount
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature obvChange(Feature close, Feature volume, int n) {
        return SignedVolume.OBV_CHANGE.create(List.of(close, volume), new double[] {n});
    }

    /**
     * The volume of rising bars less that of falling ones, as a fraction of all:
     * {@code volumeImbalance(close,volume,n)}, from -1 to 1; NaN where nothing was traded.
     *
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature imbalance(int n) {
        return imbalance(Features.column(Ohlcv.CLOSE), Features.column(Ohlcv.VOLUME), n);
    }

    /**
     * Returns {@link #imbalance(int)} of other inputs than the standard columns.
     *
     * @param close the last price
     * @param volume the traded amount
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature imbalance(Feature close, Feature volume, int n) {
        return SignedVolume.IMBALANCE.create(List.of(close, volume), new double[] {n});
    }

    /**
     * The change of Chaikin's accumulation and distribution line over n bars:
     * {@code adChange(high,low,close,volume,n)}, in units of the volume.
     *
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature adChange(int n) {
        return MoneyFlow.AD_CHANGE.create(highLowCloseVolume(), new double[] {n});
    }

    /**
     * Returns {@link #adChange(int)} of other inputs than the standard columns.
     *
     * @param high the highest price
     * @param low the lowest price
     * @param close the last price
     * @param volume the traded amount
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature adChange(Feature high, Feature low, Feature close, Feature volume, int n) {
        return MoneyFlow.AD_CHANGE.create(List.of(high, low, close, volume), new double[] {n});
    }

    /**
     * Chaikin money flow: {@code cmf(high,low,close,volume,n)}, from -1 to 1; NaN where nothing was traded.
     *
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature chaikinMoneyFlow(int n) {
        return MoneyFlow.CHAIKIN.create(highLowCloseVolume(), new double[] {n});
    }

    /**
     * Returns {@link #chaikinMoneyFlow(int)} of other inputs than the standard columns.
     *
     * @param high the highest price
     * @param low the lowest price
     * @param close the last price
     * @param volume the traded amount
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature chaikinMoneyFlow(Feature high, Feature low, Feature close, Feature volume, int n) {
        return MoneyFlow.CHAIKIN.create(List.of(high, low, close, volume), new double[] {n});
    }

    /**
     * The distance of the close above the volume-weighted average of the typical prices of n bars, as a fraction of
     * that: {@code vwapDistance(high,low,close,volume,n)}; NaN where nothing was traded.
     *
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature vwapDistance(int n) {
        return Vwap.DISTANCE.create(highLowCloseVolume(), new double[] {n});
    }

    /**
     * Returns {@link #vwapDistance(int)} of other inputs than the standard columns.
     *
     * @param high the highest price
     * @param low the lowest price
     * @param close the last price
     * @param volume the traded amount
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature vwapDistance(Feature high, Feature low, Feature close, Feature volume, int n) {
        return Vwap.DISTANCE.create(List.of(high, low, close, volume), new double[] {n});
    }

    /**
     * Amihud's illiquidity: {@code amihud(close,volume,n)}, the mean absolute return per million of the currency
     * traded; NaN where nothing was traded.
     *
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature amihud(int n) {
        return amihud(Features.column(Ohlcv.CLOSE), Features.column(Ohlcv.VOLUME), n);
    }

    /**
     * Returns {@link #amihud(int)} of other inputs than the standard columns.
     *
     * @param close the last price
     * @param volume the traded amount
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature amihud(Feature close, Feature volume, int n) {
        return Amihud.KIND.create(List.of(close, volume), new double[] {n});
    }

    /**
     * Roll's estimate of the bid-ask spread: {@code rollSpread(close,n)}, as a fraction of the price; 0 where changes
     * do not tend to reverse each other.
     *
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 2 <= n <= 1_000_000}
     */
    public Feature rollSpread(int n) {
        return rollSpread(Features.column(Ohlcv.CLOSE), n);
    }

    /**
     * Returns {@link #rollSpread(int)} of other inputs than the standard columns.
     *
     * @param close the last price
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 2 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature rollSpread(Feature close, int n) {
        return RollSpread.KIND.create(List.of(close), new double[] {n});
    }

    /**
     * Corwin and Schultz's estimate of the bid-ask spread from highs and lows: {@code corwinSchultz(high,low,close,n)},
     * as a fraction of the price.
     *
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature corwinSchultz(int n) {
        return corwinSchultz(Features.column(Ohlcv.HIGH), Features.column(Ohlcv.LOW), Features.column(Ohlcv.CLOSE), n);
    }

    /**
     * Returns {@link #corwinSchultz(int)} of other inputs than the standard columns.
     *
     * @param high the highest price
     * @param low the lowest price
     * @param close the last price
     * @param n the rows of the window, usually 20
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature corwinSchultz(Feature high, Feature low, Feature close, int n) {
        return CorwinSchultz.KIND.create(List.of(high, low, close), new double[] {n});
    }

    /**
     * The side that moved the prices from open to close, weighted by the volume: {@code
     * marketPressure(open,high,low,close,volume,n)}, from -1 for sellers to 1 for buyers; NaN where nothing was traded.
     *
     * @param n the rows of the window, usually 10
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature pressure(int n) {
        return pressure(
                Features.column(Ohlcv.OPEN),
                Features.column(Ohlcv.HIGH),
                Features.column(Ohlcv.LOW),
                Features.column(Ohlcv.CLOSE),
                Features.column(Ohlcv.VOLUME),
                n);
    }

    /**
     * Returns {@link #pressure(int)} of other inputs than the standard columns.
     *
     * @param open the first price
     * @param high the highest price
     * @param low the lowest price
     * @param close the last price
     * @param volume the traded amount
     * @param n the rows of the window, usually 10
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature pressure(Feature open, Feature high, Feature low, Feature close, Feature volume, int n) {
        return Pressure.KIND.create(List.of(open, high, low, close, volume), new double[] {n});
    }

    private static List<Feature> highLowCloseVolume() {
        return Stream.of(Ohlcv.HIGH, Ohlcv.LOW, Ohlcv.CLOSE, Ohlcv.VOLUME)
                .map(Features::column)
                .toList();
    }
}
