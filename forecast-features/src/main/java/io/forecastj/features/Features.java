package io.forecastj.features;

import io.forecastj.Ohlcv;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Entry point to the features: groups of related ones, features of your own, and ready pipelines.
 *
 * <p>All methods are thread-safe and return immutable values. A feature's input is a column's name or another feature:
 *
 * <pre>{@code
 * FeaturePipeline pipeline = FeaturePipeline.of(
 *         Features.momentum().rsi("close", 14),
 *         Features.price().relative(Features.column("close"), Features.trend().ema("close", 20)),
 *         Features.lag(Features.difference("close", 5), 1));
 * }</pre>
 */
public final class Features {
    private Features() {}

    /**
     * Returns a column of the series as a feature. Its text is the name, in quotes if it is not a letter or underscore
     * followed by letters, digits and underscores.
     *
     * @param name the column's name
     * @return the feature
     * @throws IllegalArgumentException if the name is empty
     */
    public static Feature column(String name) {
        return new ColumnFeature(name);
    }

    /**
     * Returns several columns of the series as features, each as {@link #column} does.
     *
     * @param names the columns' names
     * @return the features in the order of the names, unmodifiable
     * @throws IllegalArgumentException if a name is empty
     */
    public static List<Feature> columns(String... names) {
        return Arrays.stream(names).map(Features::column).toList();
    }

    /**
     * Gives a feature's column in a pipeline a name, such as its name in a model that was trained elsewhere. The text
     * is {@code name=} and that of the feature. As an input of another feature it has no effect.
     *
     * @param name the name, in quotes in the text if it is not a letter or underscore followed by letters, digits and
     *     underscores
     * @param feature a feature of one output
     * @return the named feature
     * @throws IllegalArgumentException if the name is empty, or the feature has several outputs
     */
    public static Feature named(String name, Feature feature) {
        return Named.of(name, feature);
    }

    /**
     * Reads a feature of this library from its canonical text, such as {@code rsi(close,14)}.
     *
     * @param text the text
     * @return the feature
     * @throws IllegalArgumentException if the text is not that of a feature of this library; the message has the
     *     position
     */
    public static Feature parse(String text) {
        return FeatureRegistry.standard().parse(text);
    }

    /**
     * Makes a feature of your own that is a function of the inputs' values in the same row:
     *
     * <pre>{@code
     * Feature range = Features.custom("barRange", Features.columns("high", "low"), row -> row[0] - row[1]);
     * }</pre>
     *
     * <p>The function is only called when all inputs have a value: where one is missing or still warming up (NaN), the
     * feature is NaN. It is also NaN where the function returns NaN or an infinity. For a feature that depends on
     * earlier rows or on missing values, write a {@link Kernel}; see {@link #custom(String, List, double[], int,
     * Function)}.
     *
     * <p>The canonical text has the kind and the inputs, {@code barRange(high,low)}, but not the function. To load a
     * saved pipeline, pass a registry that maps the kind to the same function: {@code
     * FeatureRegistry.standard().with("barRange", (inputs, arguments) -> Features.custom("barRange", inputs,
     * function))}. For the same reason, features of equal kind and inputs are equal, whatever their functions.
     *
     * @param kind its name, which no feature of this library has: a letter, then letters, digits and underscores
     * @param inputs columns and other features of one output, at least one
     * @param function computes the value from those of the inputs, in their order; depends on nothing else, keeps no
     *     reference to the array, which is used again for the next row, and is called by several threads when the
     *     pipeline is
     * @return the feature; its warm-up is the longest one of the inputs
     * @throws IllegalArgumentException if the kind has another form, or there is no input
     */
    public static Feature custom(String kind, List<Feature> inputs, ToDoubleFunction<double[]> function) {
        Objects.requireNonNull(function, "function");
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException(kind + ": a function of a row needs at least one input, found none");
        }
        return new CustomFeature(kind, inputs, new double[0], 0, in -> new RowFunction(in, function));
    }

    /**
     * Makes a feature of your own with a kernel and one output. Implement {@link Feature} for several outputs, or for a
     * feature whose equality depends on more than kind, inputs and arguments.
     *
     * @param kind its name, which no feature of this library has: a letter, then letters, digits and underscores
     * @param inputs columns and other features of one output
     * @param arguments the numbers that configure it, finite
     * @param warmup the number of first rows that are NaN, not counting those of the inputs
     * @param kernel makes a new kernel from the slots of the inputs, in their order
     * @return the feature
     * @throws IllegalArgumentException if the kind has another form, an argument is not finite, or {@code warmup < 0}
     */
    public static Feature custom(
            String kind,
            List<Feature> inputs,
            double[] arguments,
            int warmup,
            Function<int[], ? extends Kernel> kernel) {
        return new CustomFeature(kind, inputs, arguments, warmup, kernel);
    }

    /**
     * The value n rows before: {@code lag(column,n)}.
     *
     * @param column the column
     * @param n the number of rows before
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public static Feature lag(String column, int n) {
        return lags().lag(column, n);
    }

    /**
     * The value n rows before: {@code lag(x,n)}.
     *
     * @param x a feature of one output
     * @param n the number of rows before
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public static Feature lag(Feature x, int n) {
        return lags().lag(x, n);
    }

    /**
     * The change since n rows before: {@code difference(column,n)}.
     *
     * @param column the column
     * @param n the number of rows before
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public static Feature difference(String column, int n) {
        return lags().difference(column, n);
    }

    /**
     * The change since n rows before: {@code difference(x,n)}.
     *
     * @param x a feature of one output
     * @param n the number of rows before
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public static Feature difference(Feature x, int n) {
        return lags().difference(x, n);
    }

    /**
     * Scales by the mean and the standard deviation of the training series: {@code standardScale(x)}. The pipeline must
     * be {@linkplain FeaturePipeline#fit fitted}.
     *
     * @param x a feature of one output
     * @return the feature
     * @throws IllegalArgumentException if the feature has several outputs
     */
    public static Feature standardScale(Feature x) {
        return StandardScale.KIND.of(x);
    }

    /**
     * Returns the changes and proportions of prices.
     *
     * @return the group
     */
    public static PriceFeatures price() {
        return PriceFeatures.GROUP;
    }

    /**
     * Returns the features of the strength of a movement.
     *
     * @return the group
     */
    public static MomentumFeatures momentum() {
        return MomentumFeatures.GROUP;
    }

    /**
     * Returns the features of the direction of a series.
     *
     * @return the group
     */
    public static TrendFeatures trend() {
        return TrendFeatures.GROUP;
    }

    /**
     * Returns the features of the variation of a series.
     *
     * @return the group
     */
    public static VolatilityFeatures volatility() {
        return VolatilityFeatures.GROUP;
    }

    /**
     * Returns the features of traded amounts.
     *
     * @return the group
     */
    public static VolumeFeatures volume() {
        return VolumeFeatures.GROUP;
    }

    /**
     * Returns the candlestick patterns and other shapes of the last bars.
     *
     * @return the group
     */
    public static PatternFeatures patterns() {
        return PatternFeatures.GROUP;
    }

    /**
     * Returns the features of the state of a market: regimes, trends and change points.
     *
     * @return the group
     */
    public static MarketFeatures market() {
        return MarketFeatures.GROUP;
    }

    /**
     * Returns the statistics of windows.
     *
     * @return the group
     */
    public static RollingFeatures rolling() {
        return RollingFeatures.GROUP;
    }

    /**
     * Returns the earlier values, and changes since then.
     *
     * @return the group
     */
    public static LagFeatures lags() {
        return LagFeatures.GROUP;
    }

    /**
     * Returns the transforms: scaling, outliers and missing values.
     *
     * @return the group
     */
    public static TransformFeatures transforms() {
        return TransformFeatures.GROUP;
    }

    /**
     * Returns the features of time, in UTC.
     *
     * @return the group
     */
    public static CalendarFeatures calendar() {
        return CalendarFeatures.GROUP;
    }

    /**
     * Returns the features of time in a time zone. The zone is part of each feature's text, as in {@code
     * hourOfDay("Europe/Berlin")}, so a saved model keeps it; the Java that loads the model must know the zone.
     *
     * @param zone the time zone in which hours and days are counted
     * @return the group
     */
    public static CalendarFeatures calendar(ZoneId zone) {
        return CalendarFeatures.in(zone);
    }

    /**
     * Returns a pipeline for price bars with the columns of {@link Ohlcv}. Prices and volumes enter only as ratios and
     * changes, never as levels, so that a relation learnt at one level holds at another.
     *
     * <p>Its {@linkplain FeaturePipeline#warmup() warm-up} is 463 rows, that of {@code adx(high,low,close,14)}:
     * smoothed indicators are NaN until rows before the series could change them by less than a millionth of their
     * usual size. For shorter series, make a pipeline of windows.
     *
     * @return the pipeline
     */
    public static FeaturePipeline standardOhlcv() {
        return ReadyPipelines.standardOhlcv();
    }

    /**
     * Returns {@link #standardOhlcv()} without the features of volume, for bars that have none, such as those of
     * currencies.
     *
     * @return the pipeline
     */
    public static FeaturePipeline standardOhlc() {
        return ReadyPipelines.standardOhlc();
    }

    /**
     * Returns Alpha158, the 158 features of Microsoft's Qlib for price bars with the columns of {@link Ohlcv}, under
     * their names in Qlib, {@code KMID} to {@code VSUMD60}. Such bars have no volume-weighted price, so {@code VWAP0}
     * uses the typical price, (high + low + close) / 3.
     *
     * <p>Names, order and formulas are those of {@code qlib/contrib/data/loader.py}. Unlike Qlib, a window that is not
     * full or has a missing value is NaN, and a correlation is NaN where one side does not vary at all, while in Qlib
     * it is missing where a standard deviation is below 2e-5.
     *
     * @return the pipeline
     */
    public static FeaturePipeline alpha158() {
        return alpha158(price().typicalPrice());
    }

    /**
     * Returns Alpha158 with a volume-weighted price of the bars; see {@link #alpha158()}.
     *
     * @param vwap the volume-weighted average price of the bar, such as {@code column("vwap")}
     * @return the pipeline
     * @throws IllegalArgumentException if the feature has several outputs
     */
    public static FeaturePipeline alpha158(Feature vwap) {
        return Alpha158.pipeline(vwap);
    }

    /**
     * Returns a pipeline for one column of plain values, called {@code y}; see {@link #univariate(String, int)}.
     *
     * @param seasonLength the rows of a season, such as 7 for daily values with a weekly pattern; 1 for none
     * @return the pipeline
     * @throws IllegalArgumentException unless {@code 1 <= seasonLength <= 100_000}
     */
    public static FeaturePipeline univariate(int seasonLength) {
        return univariate("y", seasonLength);
    }

    /**
     * Returns a pipeline for one column of plain values of any sign. Values enter as differences, which mean the same
     * at every level: recent changes, the changes that followed at the same phase of earlier seasons, the distance from
     * recent means and extremes, deviations and ranks, and the calendar. Its warm-up is two seasons less one row, and
     * at least 16 rows.
     *
     * @param column the column
     * @param seasonLength the rows of a season, such as 7 for daily values with a weekly pattern; 1 for none
     * @return the pipeline
     * @throws IllegalArgumentException unless {@code 1 <= seasonLength <= 100_000}
     */
    public static FeaturePipeline univariate(String column, int seasonLength) {
        return ReadyPipelines.univariate(column(column), seasonLength);
    }
}
