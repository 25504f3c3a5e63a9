package io.forecastj.features;

import io.forecastj.Ohlcv;
import java.util.Arrays;
import java.util.List;

/**
 * Features of changes and proportions of prices, which mean the same at every price level. Immutable and thread-safe.
 *
 * <p>Each is NaN on the rows where a value that it needs is missing, and on no other row.
 */
public final class PriceFeatures {
    static final PriceFeatures GROUP = new PriceFeatures();

    private static final double[] NONE = {};

    private PriceFeatures() {}

    static List<Feature> highLowClose() {
        return columns(Ohlcv.HIGH, Ohlcv.LOW, Ohlcv.CLOSE);
    }

    static List<Feature> openHighLowClose() {
        return columns(Ohlcv.OPEN, Ohlcv.HIGH, Ohlcv.LOW, Ohlcv.CLOSE);
    }

    private static List<Feature> columns(String... names) {
        return Arrays.stream(names).map(Features::column).toList();
    }

    /**
     * The return over n rows: {@code returns(x,n)}, which is (x[t] - x[t-n]) / x[t-n]; NaN where x[t-n] is 0.
     *
     * @param x a feature of one output
     * @param n the number of rows of the change
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature returns(Feature x, int n) {
        return Changes.RETURNS.of(x, n);
    }

    /**
     * Returns {@link #returns(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the number of rows of the change
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature returns(String column, int n) {
        return returns(Features.column(column), n);
    }

    /**
     * The logarithmic return over n rows: {@code logReturns(x,n)}, which is ln x[t] - ln x[t-n]; NaN where one is not
     * positive.
     *
     * @param x a feature of one output
     * @param n the number of rows of the change
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature logReturns(Feature x, int n) {
        return Changes.LOG_RETURNS.of(x, n);
    }

    /**
     * Returns {@link #logReturns(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the number of rows of the change
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature logReturns(String column, int n) {
        return logReturns(Features.column(column), n);
    }

    /**
     * The natural logarithm: {@code log(x)}; NaN where x is not positive.
     *
     * @param x a feature of one output
     * @return the feature
     * @throws IllegalArgumentException if the feature has several outputs
     */
    public Feature log(Feature x) {
        return Arithmetic.LOG.of(x);
    }

    /**
     * Returns {@link #log(Feature)} of a column.
     *
     * @param column the column
     * @return the feature
     * @throws IllegalArgumentException if the name is empty
     */
    public Feature log(String column) {
        return log(Features.column(column));
    }

    /**
     * The distance of x above y, as a fraction of y: {@code relative(x,y)}; NaN where y is 0.
     *
     * @param x a feature of one output
     * @param y another
     * @return the feature
     * @throws IllegalArgumentException if a feature has several outputs
     */
    public Feature relative(Feature x, Feature y) {
        return Arithmetic.RELATIVE.create(List.of(x, y), NONE);
    }

    /**
     * One value divided by another: {@code ratio(x,y)}; NaN where y is 0.
     *
     * @param x a feature of one output
     * @param y another
     * @return the feature
     * @throws IllegalArgumentException if a feature has several outputs
     */
    public Feature ratio(Feature x, Feature y) {
        return Arithmetic.RATIO.create(List.of(x, y), NONE);
    }

    /**
     * One value less another: {@code minus(x,y)}.
     *
     * @param x a feature of one output
     * @param y another
     * @return the feature
     * @throws IllegalArgumentException if a feature has several outputs
     */
    public Feature minus(Feature x, Feature y) {
        return Arithmetic.MINUS.create(List.of(x, y), NONE);
    }

    /**
     * The position of x between two values, 0 at the lower and 1 at the higher: {@code position(x,low,high)}; 0.5 where
     * they are equal.
     *
     * @param x a feature of one output
     * @param low the lower one
     * @param high the higher one
     * @return the feature
     * @throws IllegalArgumentException if a feature has several outputs
     */
    public Feature position(Feature x, Feature low, Feature high) {
        return Arithmetic.POSITION.create(List.of(x, low, high), NONE);
    }

    /**
     * The gap between the last close and the open, as a fraction: {@code relative(open,lag(close,1))}.
     *
     * @return the feature
     */
    public Feature gap() {
        return relative(Features.column(Ohlcv.OPEN), Features.lag(Ohlcv.CLOSE, 1));
    }

    /**
     * The body of the bar, from open to close, as a fraction of the open: {@code relative(close,open)}.
     *
     * @return the feature
     */
    public Feature body() {
        return relative(Features.column(Ohlcv.CLOSE), Features.column(Ohlcv.OPEN));
    }

    /**
     * The range of the bar, from low to high, as a fraction of the low: {@code relative(high,low)}.
     *
     * @return the feature
     */
    public Feature range() {
        return relative(Features.column(Ohlcv.HIGH), Features.column(Ohlcv.LOW));
    }

    /**
     * The position of the close in the bar, 0 at the low and 1 at the high: {@code position(close,low,high)}.
     *
     * @return the feature
     */
    public Feature closeLocation() {
        return position(Features.column(Ohlcv.CLOSE), Features.column(Ohlcv.LOW), Features.column(Ohlcv.HIGH));
    }

    /**
     * The change over n rows in units of x, {@code difference(x,n)}; {@link #returns} is the same as a fraction.
     *
     * @param x a feature of one output
     * @param n the number of rows of the change
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature momentum(Feature x, int n) {
        return Changes.DIFFERENCE.of(x, n);
    }

    /**
     * Returns {@link #momentum(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the number of rows of the change
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature momentum(String column, int n) {
        return momentum(Features.column(column), n);
    }

    /**
     * The return over n rows less the return over the n rows before: {@code acceleration(x,n)}.
     *
     * @param x a feature of one output
     * @param n the number of rows of the change
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature acceleration(Feature x, int n) {
        return Acceleration.KIND.of(x, n);
    }

    /**
     * Returns {@link #acceleration(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the number of rows of the change
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature acceleration(String column, int n) {
        return acceleration(Features.column(column), n);
    }

    /**
     * The range of the bar, from low to high, in units of the price: {@code minus(high,low)}; {@link #range} is
     * relative.
     *
     * @return the feature
     */
    public Feature highLow() {
        return minus(Features.column(Ohlcv.HIGH), Features.column(Ohlcv.LOW));
    }

    /**
     * The body of the bar, from open to close, in units of the price: {@code minus(close,open)}; {@link #body} is
     * relative.
     *
     * @return the feature
     */
    public Feature openClose() {
        return minus(Features.column(Ohlcv.CLOSE), Features.column(Ohlcv.OPEN));
    }

    /**
     * The part of the bar above its body, as a fraction of the open: {@code upperShadow(open,high,close)}.
     *
     * @return the feature
     */
    public Feature upperShadow() {
        return BarShape.UPPER_SHADOW.create(columns(Ohlcv.OPEN, Ohlcv.HIGH, Ohlcv.CLOSE), NONE);
    }

    /**
     * The part of the bar below its body, as a fraction of the open: {@code lowerShadow(open,low,close)}.
     *
     * @return the feature
     */
    public Feature lowerShadow() {
        return BarShape.LOWER_SHADOW.create(columns(Ohlcv.OPEN, Ohlcv.LOW, Ohlcv.CLOSE), NONE);
    }

    /**
     * The body of the bar as a fraction of its range, negative for a falling bar: {@code
     * bodyToRange(open,high,low,close)}; 0 where the range is 0.
     *
     * @return the feature
     */
    public Feature bodyToRange() {
        return BarShape.BODY_TO_RANGE.create(openHighLowClose(), NONE);
    }

    /**
     * The mean of high, low and close, in units of the price: {@code typicalPrice(high,low,close)}.
     *
     * @return the feature
     */
    public Feature typicalPrice() {
        return BarShape.TYPICAL_PRICE.create(highLowClose(), NONE);
    }
}
