package io.forecastj.benchmarks;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;

/** The columns of {@link Indicators} by the Java port of TA-Lib 0.4.0: single columns in bare loops over arrays. */
final class TaLibIndicators {
    private final Core core = new Core();
    private final MInteger begin = new MInteger();
    private final MInteger count = new MInteger();
    private final double[] high;
    private final double[] low;
    private final double[] close;
    private final double[] volume;
    private final int last;

    TaLibIndicators(TimeSeries bars) {
        high = bars.values(Ohlcv.HIGH);
        low = bars.values(Ohlcv.LOW);
        close = bars.values(Ohlcv.CLOSE);
        volume = bars.values(Ohlcv.VOLUME);
        last = bars.length() - 1;
    }

    /** Computes the columns; each begins after its warm-up, as TA-Lib writes it. */
    double[][] compute() {
        double[][] out = new double[21][last + 1];
        check(core.sma(0, last, close, 20, begin, count, out[0]));
        check(core.stdDev(0, last, close, 20, 1, begin, count, out[1]));
        check(core.max(0, last, high, 20, begin, count, out[2]));
        check(core.min(0, last, low, 20, begin, count, out[3]));
        check(core.ema(0, last, close, 20, begin, count, out[4]));
        check(core.macd(0, last, close, 12, 26, 9, begin, count, out[5], out[6], out[7]));
        check(core.rsi(0, last, close, 14, begin, count, out[8]));
        check(core.atr(0, last, high, low, close, 14, begin, count, out[9]));
        check(core.roc(0, last, close, 10, begin, count, out[10]));
        check(core.willR(0, last, high, low, close, 14, begin, count, out[11]));
        check(core.cci(0, last, high, low, close, 20, begin, count, out[12]));
        check(core.adx(0, last, high, low, close, 14, begin, count, out[13]));
        check(core.plusDI(0, last, high, low, close, 14, begin, count, out[14]));
        check(core.minusDI(0, last, high, low, close, 14, begin, count, out[15]));
        check(core.mfi(0, last, high, low, close, volume, 14, begin, count, out[16]));
        check(core.trix(0, last, close, 15, begin, count, out[17]));
        check(core.aroon(0, last, high, low, 25, begin, count, out[19], out[18]));
        check(core.linearRegSlope(0, last, close, 20, begin, count, out[20]));
        return out;
    }

    /** The values of the last row. */
    double[] lastRow() {
        int[] lookbacks = {
            core.smaLookback(20),
            core.stdDevLookback(20, 1),
            core.maxLookback(20),
            core.minLookback(20),
            core.emaLookback(20),
            core.macdLookback(12, 26, 9),
            core.macdLookback(12, 26, 9),
            core.macdLookback(12, 26, 9),
            core.rsiLookback(14),
            core.atrLookback(14),
            core.rocLookback(10),
            core.willRLookback(14),
            core.cciLookback(20),
            core.adxLookback(14),
            core.plusDILookback(14),
            core.minusDILookback(14),
            core.mfiLookback(14),
            core.trixLookback(15),
            core.aroonLookback(25),
            core.aroonLookback(25),
            core.linearRegSlopeLookback(20)
        };
        double[][] columns = compute();
        double[] row = new double[columns.length];
        for (int c = 0; c < row.length; c++) {
            row[c] = columns[c][last - lookbacks[c]];
        }
        return row;
    }

    private static void check(RetCode code) {
        if (code != RetCode.Success) {
            throw new IllegalStateException("TA-Lib returned " + code);
        }
    }
}
