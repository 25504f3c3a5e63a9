package io.forecastj.features;

import io.forecastj.TimeSeries;
import java.util.function.IntToDoubleFunction;

/**
 * The words in which candlestick patterns are defined, by plain loops over arrays of prices.
 *
 * <p>Those of falling prices are those of rising ones with all prices times -1.
 */
final class CandleTerms {
    final double[] open;
    final double[] high;
    final double[] low;
    final double[] close;
    final boolean mirrored;

    private CandleTerms(double[] open, double[] high, double[] low, double[] close, boolean mirrored) {
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
        this.mirrored = mirrored;
    }

    static CandleTerms of(TimeSeries bars) {
        return new CandleTerms(
                bars.values("open"), bars.values("high"), bars.values("low"), bars.values("close"), false);
    }

    CandleTerms mirror() {
        return new CandleTerms(negative(open), negative(low), negative(high), negative(close), !mirrored);
    }

    private static double[] negative(double[] prices) {
        double[] out = new double[prices.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = -prices[i];
        }
        return out;
    }

    double body(int t) {
        return Math.abs(close[t] - open[t]);
    }

    double range(int t) {
        return high[t] - low[t];
    }

    double top(int t) {
        return Math.max(open[t], close[t]);
    }

    double bottom(int t) {
        return Math.min(open[t], close[t]);
    }

    double upper(int t) {
        return high[t] - top(t);
    }

    double lower(int t) {
        return bottom(t) - low[t];
    }

    boolean rises(int t) {
        return close[t] > open[t];
    }

    boolean falls(int t) {
        return close[t] < open[t];
    }

    /** A white bar of TA-Lib, of which one without a body is one too; of mirrored prices a black one. */
    boolean white(int t) {
        return mirrored ? close[t] > open[t] : close[t] >= open[t];
    }

    /** Of the 10 bars before. */
    double meanBody(int t) {
        return mean(this::body, t, 10);
    }

    /** Of the n bars before. */
    double meanRange(int t, int n) {
        return mean(this::range, t, n);
    }

    /** Tells whether prices fell up to a bar. */
    boolean fell(int t) {
        return close[t] < mean(i -> close[i], t + 1, 10);
    }

    private static double mean(IntToDoubleFunction of, int before, int n) {
        double sum = 0;
        for (int i = before - n; i < before; i++) {
            sum += of.applyAsDouble(i);
        }
        return sum / n;
    }
}
