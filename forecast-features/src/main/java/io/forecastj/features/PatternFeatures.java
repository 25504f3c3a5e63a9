package io.forecastj.features;

import io.forecastj.Ohlcv;
import java.util.List;

/**
 * Features of the shapes of the last bars: candlestick patterns, consecutive rises and falls, and turning points.
 * Immutable and thread-safe.
 *
 * <p>A candlestick pattern is a strength from -1 to 1: above 0 for one that promises rising prices, below 0 for falling
 * ones, 0 where there is none. Nison defines the shapes in words, in <i>Japanese Candlestick Charting Techniques</i>,
 * 1991; the numbers in their conditions are this library's. The range of a bar is from low to high, its body from open
 * to close, its shadows are the parts above and below the body. A body is long if it is no shorter than the mean body
 * of the 10 bars before the pattern. Prices fell (rose) before a pattern if the close before it was below (above) the
 * mean close of 10 bars. Where Nison asks for a gap between bodies, none is needed, because markets that trade around
 * the clock have no gaps. {@link #candles(int)} has all patterns for another number of bars.
 *
 * <p>Other libraries differ; {@code docs/features.md} lists the differences of each pattern, and the counts of all on
 * real bars. TA-Lib and ta4j return yes or no. TA-Lib compares bodies and shadows with their means over 5 or 10 bars,
 * requires some gaps, and ignores the preceding trend. Of its patterns of two bars, all that follow the right trend are
 * found here too. Tests compare the definitions on every row of real bars.
 *
 * <p>A pattern is NaN while a missing value is among three bars and the 10 before them.
 */
public final class PatternFeatures {
    static final PatternFeatures GROUP = new PatternFeatures();

    private static final int BEFORE = 10;

    private PatternFeatures() {}

    /**
     * All candlestick patterns: {@code candles(open,high,low,close,n)}, with an output for each, named as the methods
     * of this class.
     *
     * @param n the number of bars before the pattern that define a long body and the trend, usually 10
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature candles(int n) {
        return candles(
                Features.column(Ohlcv.OPEN),
                Features.column(Ohlcv.HIGH),
                Features.column(Ohlcv.LOW),
                Features.column(Ohlcv.CLOSE),
                n);
    }

    /**
     * Returns {@link #candles(int)} of other columns or features.
     *
     * @param open the first price
     * @param high the highest price
     * @param low the lowest price
     * @param close the last price
     * @param n the number of bars before the pattern that define a long body and the trend, usually 10
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if a feature has several outputs
     */
    public Feature candles(Feature open, Feature high, Feature low, Feature close, int n) {
        return Candles.KIND.create(List.of(open, high, low, close), new double[] {n});
    }

    /**
     * A doji, a bar that closes where it opened: its body is less than 0.1 of its range. The strength, from 0
     * to 1, is 1 - body / (0.1 range). 0 for a bar without range. {@code doji(open,high,low,close,10)}.
     *
     * @return the feature
     */
    public Feature doji() {
        return pattern(CandleKinds.DOJI);
    }

    /**
     * A hammer, from 0 to 1: after falling prices, a bar whose lower shadow is at least twice its body and
     * whose upper shadow is at most 0.1 of its range. The strength is lower shadow / range. {@code
     * hammer(open,high,low,close,10)}.
     *
     * @return the feature
     */
    public Feature hammer() {
        return pattern(CandleKinds.HAMMER);
    }

    /**
     * A shooting star, from -1 to 0: after rising prices, a bar whose upper shadow is at least twice its body
     * and whose lower shadow is at most 0.1 of its range. The strength is -upper shadow / range. {@code
     * shootingStar(open,high,low,close,10)}.
     *
     * @return the feature
     */
    public Feature shootingStar() {
        return pattern(CandleKinds.SHOOTING_STAR);
    }

    /**
     * A bullish engulfing pattern, from 0 to 1: after falling prices, a falling bar, then a rising one whose body
     * contains the last one and is larger. The strength is 1 - last body / body. {@code
     * bullishEngulfing(open,high,low,close,10)}.
     *
     * @return the feature
     */
    public Feature bullishEngulfing() {
        return pattern(CandleKinds.BULLISH_ENGULFING);
    }

    /**
     * A bearish engulfing pattern, from -1 to 0: after rising prices, a rising bar, then a falling one whose body
     * contains the last one and is larger. The strength is -(1 - last body / body). {@code
     * bearishEngulfing(open,high,low,close,10)}.
     *
     * @return the feature
     */
    public Feature bearishEngulfing() {
        return pattern(CandleKinds.BEARISH_ENGULFING);
    }

    /**
     * A morning star, from 0 to 1: after falling prices, a long falling bar, a body of at most 0.3 of that one
     * at or below its close, and a rising bar that closes above the middle of the first body. The strength is
     * the part of the first body that the close recovered, at most 1. {@code
     * morningStar(open,high,low,close,10)}.
     *
     * @return the feature
     */
    public Feature morningStar() {
        return pattern(CandleKinds.MORNING_STAR);
    }

    /**
     * An evening star, from -1 to 0: after rising prices, a long rising bar, a body of at most 0.3 of that one
     * at or above its close, and a falling bar that closes below the middle of the first body. The strength is
     * minus the part of the first body that the close gave back, at most 1. {@code
     * eveningStar(open,high,low,close,10)}.
     *
     * @return the feature
     */
    public Feature eveningStar() {
        return pattern(CandleKinds.EVENING_STAR);
    }

    /**
     * Three white soldiers, from 0 to 1: after falling prices, three rising bars, each opening inside the last
     * body, closing above it, and with an upper shadow of at most 0.3 of its body. The strength is their mean
     * body / range. {@code threeWhiteSoldiers(open,high,low,close,10)}.
     *
     * @return the feature
     */
    public Feature threeWhiteSoldiers() {
        return pattern(CandleKinds.THREE_WHITE_SOLDIERS);
    }

    /**
     * Three black crows, from -1 to 0: after rising prices, three falling bars, each opening inside the last
     * body, closing below it, and with a lower shadow of at most 0.3 of its body. The strength is minus their
     * mean body / range. {@code threeBlackCrows(open,high,low,close,10)}.
     *
     * @return the feature
     */
    public Feature threeBlackCrows() {
        return pattern(CandleKinds.THREE_BLACK_CROWS);
    }

    /**
     * A harami, from -1 to 1: a long bar in the direction that prices took before it, then a smaller body
     * inside its body. The strength is 1 - body / last body, above 0 after a falling bar and below 0 after a
     * rising one. {@code harami(open,high,low,close,10)}.
     *
     * @return the feature
     */
    public Feature harami() {
        return pattern(CandleKinds.HARAMI);
    }

    /**
     * A piercing line, from 0 to 1: after falling prices, a long falling bar, then one that opens at or below
     * its close and closes above the middle of its body but below its open. The strength is the part of the
     * body that the close recovered. {@code piercingLine(open,high,low,close,10)}.
     *
     * @return the feature
     */
    public Feature piercingLine() {
        return pattern(CandleKinds.PIERCING_LINE);
    }

    /**
     * A dark cloud cover, from -1 to 0: after rising prices, a long rising bar, then one that opens at or above
     * its close and closes below the middle of its body but above its open. The strength is minus the part of
     * the body that the close gave back. {@code darkCloudCover(open,high,low,close,10)}.
     *
     * @return the feature
     */
    public Feature darkCloudCover() {
        return pattern(CandleKinds.DARK_CLOUD_COVER);
    }

    /**
     * A tweezer top, from -1 to 0: after rising prices, a rising bar, then a falling one, whose highs are less
     * than 0.05 of the larger range apart. The strength is -1 where they are equal. {@code
     * tweezerTop(open,high,low,close,10)}.
     *
     * @return the feature
     */
    public Feature tweezerTop() {
        return pattern(CandleKinds.TWEEZER_TOP);
    }

    /**
     * A tweezer bottom, from 0 to 1: after falling prices, a falling bar, then a rising one, whose lows are
     * less than 0.05 of the larger range apart. The strength is 1 where they are equal. {@code
     * tweezerBottom(open,high,low,close,10)}.
     *
     * @return the feature
     */
    public Feature tweezerBottom() {
        return pattern(CandleKinds.TWEEZER_BOTTOM);
    }

    /**
     * A marubozu, from -1 to 1: a long body whose shadows are together less than 0.1 of the range. The strength
     * is 1 - shadows / (0.1 range), above 0 for a rising bar and below 0 for a falling one. {@code
     * marubozu(open,high,low,close,10)}.
     *
     * @return the feature
     */
    public Feature marubozu() {
        return pattern(CandleKinds.MARUBOZU);
    }

    /**
     * The number of consecutive rises of a value, or minus the number of falls: {@code consecutive(x,most)}; 0 where it
     * did not change. A missing value makes its row NaN; the next change is from the last value before the gap.
     *
     * @param x a feature of one output
     * @param most the limit of the count, so that older rows do not matter
     * @return the feature, from -most to most
     * @throws IllegalArgumentException unless {@code 1 <= most <= 1_000_000}, or if the feature has several outputs
     */
    public Feature consecutive(Feature x, int most) {
        return Consecutive.KIND.of(x, most);
    }

    /**
     * Returns {@link #consecutive(Feature, int)} of a column.
     *
     * @param column the column
     * @param most the limit of the count, so that older rows do not matter
     * @return the feature, from -most to most
     * @throws IllegalArgumentException unless {@code 1 <= most <= 1_000_000}
     */
    public Feature consecutive(String column, int most) {
        return consecutive(Features.column(column), most);
    }

    /**
     * The distances to resistance and support as fractions of the close: {@code pivots(high,low,close,k,n)}, with the
     * outputs {@code resistance} and {@code support}, below 0 where the close is beyond the level. The level is the
     * high (low) of the last pivot within n bars: a bar whose high (low) none of the k bars on both sides exceeds. It
     * counts from the k-th bar after it. Without one it is the highest high (lowest low) of n bars.
     *
     * @param k the number of bars on each side that must not exceed a pivot, usually 3
     * @param n the number of bars for which a pivot is remembered, usually 50
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= k} and {@code 2 k < n <= 1_000_000}
     */
    public Feature pivots(int k, int n) {
        return pivots(Features.column(Ohlcv.HIGH), Features.column(Ohlcv.LOW), Features.column(Ohlcv.CLOSE), k, n);
    }

    /**
     * Returns {@link #pivots(int, int)} of other inputs than the standard columns.
     *
     * @param high the highest price
     * @param low the lowest price
     * @param close the last price
     * @param k the number of bars on each side that must not exceed a pivot, usually 3
     * @param n the number of bars for which a pivot is remembered, usually 50
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= k} and {@code 2 k < n <= 1_000_000}, or if a feature has
     *     several outputs
     */
    public Feature pivots(Feature high, Feature low, Feature close, int k, int n) {
        return Pivots.KIND.create(List.of(high, low, close), new double[] {k, n});
    }

    private static Feature pattern(Kind kind) {
        List<Feature> bar = List.of(
                Features.column(Ohlcv.OPEN),
                Features.column(Ohlcv.HIGH),
                Features.column(Ohlcv.LOW),
                Features.column(Ohlcv.CLOSE));
        return kind.create(bar, new double[] {BEFORE});
    }
}
