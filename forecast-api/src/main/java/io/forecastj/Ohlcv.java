package io.forecastj;

import java.util.List;

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

    /** The five names in their usual order. */
    public static final List<String> COLUMNS = List.of(OPEN, HIGH, LOW, CLOSE, VOLUME);

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
     * Returns the flaw of a bar, if any: a high below its low, open or close, or a low above its open or close. A
     * missing value (NaN) is no flaw.
     *
     * @param open the price at the start
     * @param high the highest price
     * @param low the lowest price
     * @param close the price at the end
     * @return the broken rule, such as {@code "high 99.0 < low 100.0"}, or an empty text
     */
    public static String flaw(double open, double high, double low, double close) {
        if (high < low) {
            return "high " + high + " < low " + low;
        }
        if (high < open) {
            return "high " + high + " < open " + open;
        }
        if (high < close) {
            return "high " + high + " < close " + close;
        }
        if (low > open) {
            return "low " + low + " > open " + open;
        }
        if (low > close) {
            return "low " + low + " > close " + close;
        }
        return "";
    }
}
