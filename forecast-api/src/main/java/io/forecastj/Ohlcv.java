package io.forecastj;

import java.util.List;
import java.util.Map;

/**
 * Names of the five standard columns of a price bar, and the rule for valid bars.
 *
 * <p>Stateless and thread-safe.
 */
public final class Ohlcv {
    /** The price at the start of the bar. */
    public static final String OPEN = "open";
    /** The highest price. */
    public static final String HIGH = "high";
    /** The lowest price. */
    public static final String LOW = "low";
    /** The price at the end of the bar. */
    public static final String CLOSE = "close";
    /** The traded amount. */
    public static final String VOLUME = "volume";

    /**
     * The price at the end of the bar, adjusted for later dividends and splits. Not one of the five columns; {@code
     * Csv.ohlcv} adds it where a file has it.
     */
    public static final String ADJUSTED_CLOSE = "adj_close";

    /** The five names in their usual order. */
    public static final List<String> COLUMNS = List.of(OPEN, HIGH, LOW, CLOSE, VOLUME);

    /**
     * The rules that make one bar of several: open first, high max, low min, close and adjusted close last, volume sum.
     * For {@link TimeSeries#resample(Sampling, Map)}; unmodifiable.
     */
    public static final Map<String, Aggregation> AGGREGATION = Map.of(
            OPEN, Aggregation.FIRST,
            HIGH, Aggregation.MAX,
            LOW, Aggregation.MIN,
            CLOSE, Aggregation.LAST,
            VOLUME, Aggregation.SUM,
            ADJUSTED_CLOSE, Aggregation.LAST);

    /**
     * The largest relative difference that counts as rounding: one unit in the 15th significant digit, the last that
     * spreadsheets write. Prices that are adjusted by a factor differ by less, a few of the 2e-16 of a double.
     */
    private static final double ROUNDING = 1e-14;

    private Ohlcv() {}

    /**
     * Starts a series of bars; add rows as {@code add(time, open, high, low, close, volume)}.
     *
     * @return a builder for the five columns
     */
    public static TimeSeries.Builder builder() {
        return TimeSeries.builder(COLUMNS);
    }

    /**
     * Returns the flaw of a bar, if any: a high below its low, open or close, or a low above its open or close.
     *
     * <p>A missing value (NaN) is no flaw. A difference of at most 1e-14 of the larger price is no flaw either, since
     * prices that are multiplied by a factor, as for dividends, are rounded one by one: a high of 184.2202453613281
     * with an open of 184.22024536132812 is a valid bar.
     *
     * @param open the price at the start
     * @param high the highest price
     * @param low the lowest price
     * @param close the price at the end
     * @return the broken rule, such as {@code "high 99.0 < low 100.0"}, or an empty text
     */
    public static String flaw(double open, double high, double low, double close) {
        if (below(high, low)) {
            return "high " + high + " < low " + low;
        }
        if (below(high, open)) {
            return "high " + high + " < open " + open;
        }
        if (below(high, close)) {
            return "high " + high + " < close " + close;
        }
        if (below(open, low)) {
            return "low " + low + " > open " + open;
        }
        if (below(close, low)) {
            return "low " + low + " > close " + close;
        }
        return "";
    }

    /** Returns whether a price is less than another by more than rounding. */
    private static boolean below(double less, double more) {
        return less < more && more - less > ROUNDING * Math.max(Math.abs(less), Math.abs(more));
    }
}
