package io.forecastj.features.ta4j;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import io.forecastj.features.Feature;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.features.Features;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ta4j.core.Bar;
import org.ta4j.core.BarSeries;
import org.ta4j.core.Indicator;
import org.ta4j.core.num.Num;

/**
 * Bridge to ta4j: its indicators as features, and series in both directions.
 *
 * <p>All methods are thread-safe. A row's time is the end of its bar, in UTC; a bar's period is the time since the bar
 * before, and none for the first. Numbers are ta4j's {@code DoubleNum}.
 *
 * <pre>{@code
 * Feature chop = Ta4j.feature("chop", 14, bars -> new ChopIndicator(bars, 14, 100));
 * }</pre>
 */
public final class Ta4j {
    private static final int LONGEST_WARMUP = 100_000;
    private static final List<Feature> COLUMNS =
            Ohlcv.COLUMNS.stream().map(Features::column).toList();

    private Ta4j() {}

    /**
     * Makes a feature of an indicator over the columns of {@link Ohlcv}; its text is {@code
     * kind(open,high,low,close,volume,warmup)}.
     *
     * <p>The indicator is computed over a series that begins between {@code warmup} and {@code 2 * warmup + 1} bars
     * before the row. So memory stays bounded, a copy of a running feature continues with the same bits, and an
     * indicator over a window of at most {@code warmup + 1} bars is exact. A recursive one, such as an exponential
     * average, forgets what is older: choose {@code warmup} so that its weight does not matter. The series ends at the
     * row, so no later bar is visible; do not use an indicator that revises its values at earlier bars.
     *
     * <p>A row with a missing value is NaN and adds no bar to the series. A value that is infinite or not a number in
     * ta4j is NaN.
     *
     * @param kind a name that no feature of this library has; it identifies the indicator, since features of equal text
     *     are computed once
     * @param warmup the number of first rows that are NaN, from 0 to 100,000
     * @param indicator makes the indicator over a series, a new one for each call; called from any thread
     * @return the feature
     * @throws IllegalArgumentException if the name is not a letter followed by letters, digits and underscores, or the
     *     warm-up is out of range
     */
    public static Feature feature(String kind, int warmup, Function<BarSeries, Indicator<Num>> indicator) {
        return feature(kind, COLUMNS, warmup, indicator);
    }

    /**
     * Makes a feature of an indicator over bars whose five values are other features. See {@link #feature(String, int,
     * Function)}.
     *
     * @param kind a name that no feature of this library has
     * @param inputs the open, high, low, close and volume of the bars, in this order
     * @param warmup the number of first rows that are NaN beyond those of the inputs, from 0 to 100,000
     * @param indicator makes the indicator over a series, a new one for each call; called from any thread
     * @return the feature
     * @throws IllegalArgumentException if there are not five inputs, the name is not a letter followed by letters,
     *     digits and underscores, or the warm-up is out of range
     */
    public static Feature feature(
            String kind, List<Feature> inputs, int warmup, Function<BarSeries, Indicator<Num>> indicator) {
        return factory(kind, indicator).create(inputs, new double[] {warmup});
    }

    /**
     * Returns the factory that reads features of an indicator from their text: {@code
     * FeatureRegistry.standard().with("chop", Ta4j.factory("chop", bars -> new ChopIndicator(bars, 14, 100)))}.
     *
     * @param kind the name given to {@link #feature(String, int, Function)}
     * @param indicator makes the indicator over a series, a new one for each call; called from any thread
     * @return the factory
     */
    public static FeatureRegistry.Factory factory(String kind, Function<BarSeries, Indicator<Num>> indicator) {
        return (inputs, arguments) -> {
            if (inputs.size() != COLUMNS.size() || arguments.length != 1) {
                throw new IllegalArgumentException("expected " + kind + "(open,high,low,close,volume,warmup), found "
                        + inputs.size() + " inputs and " + arguments.length + " numbers");
            }
            int warmup = (int) arguments[0];
            if (warmup != arguments[0] || warmup < 0 || warmup > LONGEST_WARMUP) {
                throw new IllegalArgumentException(kind + ": warmup must be a whole number from 0 to " + LONGEST_WARMUP
                        + ", found " + arguments[0]);
            }
            return Features.custom(
                    kind, inputs, arguments, warmup, slots -> new IndicatorKernel(slots, warmup + 1, indicator));
        };
    }

    /**
     * Returns a time series as a series of bars, named by its id. A missing value becomes the number NaN, which makes
     * all later values of a recursive indicator NaN.
     *
     * @param series a series with the columns of {@link Ohlcv}; other columns are left out
     * @return the bars, one for each row
     * @throws InvalidSeriesException if a column is missing
     */
    public static BarSeries barSeries(TimeSeries series) {
        int[] columns = Ohlcv.COLUMNS.stream().mapToInt(series::columnIndex).toArray();
        BarSeries bars = Ta4jBars.empty(series.id());
        for (int row = 0; row < series.length(); row++) {
            int at = row;
            double[] values =
                    Arrays.stream(columns).mapToDouble(c -> series.value(at, c)).toArray();
            long time = series.timestamp(row);
            Ta4jBars.add(bars, time, row == 0 ? 0 : time - series.timestamp(row - 1), values, 0);
        }
        return bars;
    }

    /**
     * Returns the bars that a series still holds as a time series with the columns of {@link Ohlcv}. Times are rounded
     * down to milliseconds and numbers to the nearest double; one that is absent or not a number is missing.
     *
     * @param bars the bars
     * @return the series, with the bars' name as its id
     * @throws InvalidSeriesException if two bars end in the same millisecond, or a number is too large for a double
     */
    public static TimeSeries timeSeries(BarSeries bars) {
        TimeSeries.Builder series = Ohlcv.builder().id(bars.getName());
        for (int i = bars.getBeginIndex(); i >= 0 && i <= bars.getEndIndex(); i++) {
            Bar bar = bars.getBar(i);
            series.add(
                    bar.getEndTime().toInstant().toEpochMilli(),
                    number(bar.getOpenPrice()),
                    number(bar.getHighPrice()),
                    number(bar.getLowPrice()),
                    number(bar.getClosePrice()),
                    number(bar.getVolume()));
        }
        return series.build();
    }

    /** Converts a number, which is null in ta4j for the prices of a bar without trades. */
    private static double number(@Nullable Num num) {
        return num == null ? Double.NaN : num.doubleValue();
    }
}
