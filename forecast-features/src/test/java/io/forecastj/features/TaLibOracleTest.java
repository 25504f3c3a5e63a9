package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our indicators against those of TA-Lib's Java port on real bars.
 *
 * <p>Windows agree from the first full one, and so do the smoothed indicators that TA-Lib starts as we do, from the
 * mean of the first values. The others, see {@link #forgotten}, agree once the start is forgotten.
 */
@ParameterizedClass
@MethodSource("series")
class TaLibOracleTest {
    private static final List<TimeSeries> SERIES = List.of(TestSeries.sp500(), MinuteBars.bitcoin());

    private final Core taLib = new Core();
    private final TimeSeries bars;
    private final double[] high;
    private final double[] low;
    private final double[] close;
    private final double[] volume;
    private final int last;

    TaLibOracleTest(TimeSeries bars) {
        this.bars = bars;
        high = bars.values("high");
        low = bars.values("low");
        close = bars.values("close");
        volume = bars.values("volume");
        last = bars.length() - 1;
    }

    static List<TimeSeries> series() {
        return SERIES;
    }

    @Test
    void movingAverages() {
        for (int n : new int[] {5, 10, 20, 50, 100, 200}) {
            Feature sma = Features.trend().sma("close", n);
            agrees(sma, sma.warmup(), 0, (b, c, out) -> taLib.sma(0, last, close, n, b, c, out));
            Feature ema = Features.trend().ema("close", n);
            agrees(ema, ema.warmup(), 0, (b, c, out) -> taLib.ema(0, last, close, n, b, c, out));
        }
    }

    @Test
    void changes() {
        Feature momentum = Features.price().momentum("close", 10);
        agrees(momentum, 10, 1, (b, c, out) -> taLib.mom(0, last, close, 10, b, c, out));
        Feature roc = Features.momentum().roc("close", 10);
        agrees(roc, 10, 1, (b, c, out) -> taLib.roc(0, last, close, 10, b, c, out));
        Feature returns = Features.price().returns("close", 5);
        agrees(returns, 5, 1, (b, c, out) -> taLib.rocP(0, last, close, 5, b, c, out));
    }

    @Test
    void typicalPrice() {
        agrees(
                Features.price().typicalPrice(),
                0,
                0,
                (b, c, out) -> taLib.typPrice(0, last, high, low, close, b, c, out));
    }

    @Test
    void macd() {
        Feature macd = Features.trend().macd("close", 12, 26, 9);
        double[] x = new double[bars.length()];
        double[] y = new double[bars.length()];
        int from = forgotten(macd);
        agrees(macd.output("line"), from, 0.1, (b, c, out) -> taLib.macd(0, last, close, 12, 26, 9, b, c, out, x, y));
        agrees(macd.output("signal"), from, 0.1, (b, c, out) -> taLib.macd(0, last, close, 12, 26, 9, b, c, x, out, y));
        agrees(
                macd.output("histogram"),
                from,
                0.1,
                (b, c, out) -> taLib.macd(0, last, close, 12, 26, 9, b, c, x, y, out));
    }

    @Test
    void directionalMovement() {
        Feature adx = Features.trend().adx(14);
        int from = forgotten(adx);
        agrees(adx.output("adx"), from, 0, (b, c, out) -> taLib.adx(0, last, high, low, close, 14, b, c, out));
        agrees(adx.output("plusDi"), from, 0, (b, c, out) -> taLib.plusDI(0, last, high, low, close, 14, b, c, out));
        agrees(adx.output("minusDi"), from, 0, (b, c, out) -> taLib.minusDI(0, last, high, low, close, 14, b, c, out));
        Feature movement = Features.parse("directionalMovement(high,low)");
        agrees(movement.output("plus"), 1, 0, (b, c, out) -> taLib.plusDM(0, last, high, low, 1, b, c, out));
        agrees(movement.output("minus"), 1, 0, (b, c, out) -> taLib.minusDM(0, last, high, low, 1, b, c, out));
    }

    @Test
    void aroon() {
        Feature aroon = Features.trend().aroon(25);
        double[] x = new double[bars.length()];
        agrees(aroon.output("up"), 25, 0, (b, c, out) -> taLib.aroon(0, last, high, low, 25, b, c, x, out));
        agrees(aroon.output("down"), 25, 0, (b, c, out) -> taLib.aroon(0, last, high, low, 25, b, c, out, x));
        agrees(aroon.output("oscillator"), 25, 0, (b, c, out) -> taLib.aroonOsc(0, last, high, low, 25, b, c, out));
    }

    @Test
    void linearRegression() {
        Feature line = Features.trend().linearRegression("close", 20);
        agrees(line.output("slope"), 19, 1, (b, c, out) -> taLib.linearRegSlope(0, last, close, 20, b, c, out));
        Feature end = Features.price().minus(Features.column("close"), line.output("residual"));
        agrees(end, 19, 0, (b, c, out) -> taLib.linearReg(0, last, close, 20, b, c, out));
    }

    /** Of changes, for the same reason as the standard deviation. TA-Lib's beta is of the returns of its two inputs. */
    @Test
    void correlationAndBeta() {
        double[] open = bars.values("open");
        double[] x = new double[bars.length()];
        double[] y = new double[bars.length()];
        for (int i = 20; i < x.length; i++) {
            x[i] = close[i] - close[i - 20];
            y[i] = open[i] - open[i - 20];
        }
        Feature correlation =
                Features.rolling().correlation(Features.difference("close", 20), Features.difference("open", 20), 20);
        agrees(correlation, 39, 1, (b, c, out) -> taLib.correl(39, last, x, y, 20, b, c, out));
        Feature beta = Features.rolling()
                .beta(Features.price().returns("close", 1), Features.price().returns("open", 1), 20);
        agrees(beta, 20, 1, (b, c, out) -> taLib.beta(20, last, open, close, 20, b, c, out));
    }

    @Test
    void rsi() {
        Feature rsi = Features.momentum().rsi("close", 14);
        agrees(rsi, rsi.warmup(), 0, (b, c, out) -> taLib.rsi(0, last, close, 14, b, c, out));
    }

    /** The two differ only where all prices of the window are equal (TA-Lib: 0, here: 50), which is nowhere here. */
    @Test
    void stochastic() {
        double[] x = new double[bars.length()];
        Feature slow = Features.momentum().stochastic(14, 3, 3);
        agrees(
                slow.output("k"),
                17,
                1,
                (b, c, out) -> taLib.stoch(0, last, high, low, close, 14, 3, MAType.Sma, 3, MAType.Sma, b, c, out, x));
        agrees(
                slow.output("d"),
                17,
                1,
                (b, c, out) -> taLib.stoch(0, last, high, low, close, 14, 3, MAType.Sma, 3, MAType.Sma, b, c, x, out));
        Feature fast = Features.momentum().stochastic(14, 1, 3);
        agrees(
                fast.output("k"),
                15,
                1,
                (b, c, out) -> taLib.stochF(0, last, high, low, close, 14, 3, MAType.Sma, b, c, out, x));
    }

    @Test
    void williamsR() {
        agrees(
                Features.momentum().williamsR(14),
                13,
                1,
                (b, c, out) -> taLib.willR(0, last, high, low, close, 14, b, c, out));
    }

    @Test
    void cci() {
        agrees(Features.momentum().cci(20), 19, 1, (b, c, out) -> taLib.cci(0, last, high, low, close, 20, b, c, out));
    }

    @Test
    void moneyFlowIndex() {
        agrees(
                Features.momentum().mfi(14),
                14,
                1,
                (b, c, out) -> taLib.mfi(0, last, high, low, close, volume, 14, b, c, out));
    }

    @Test
    void trix() {
        Feature trix = Features.momentum().trix("close", 15);
        agrees(trix, forgotten(trix), 0.01, (b, c, out) -> taLib.trix(0, last, close, 15, b, c, out));
    }

    @Test
    void ultimateOscillator() {
        agrees(
                Features.momentum().ultimateOscillator(7, 14, 28),
                28,
                1,
                (b, c, out) -> taLib.ultOsc(0, last, high, low, close, 7, 14, 28, b, c, out));
    }

    @Test
    void trueRange() {
        agrees(
                Features.volatility().trueRange(),
                1,
                0,
                (b, c, out) -> taLib.trueRange(0, last, high, low, close, b, c, out));
        Feature atr = Features.volatility().atr(14);
        Feature percent = Features.price().ratio(atr, Features.column("close"));
        agrees(percent, atr.warmup(), 0, (b, c, out) -> {
            RetCode code = taLib.natr(0, last, high, low, close, 14, b, c, out);
            Arrays.setAll(out, i -> out[i] / 100);
            return code;
        });
        agrees(atr, atr.warmup(), 0, (b, c, out) -> taLib.atr(0, last, high, low, close, 14, b, c, out));
    }

    /**
     * Of changes, since TA-Lib takes the mean square less the squared mean, which leaves too few digits of the
     * deviation of minute prices from their mean.
     */
    @Test
    void standardDeviationAndBollingerBands() {
        Feature change = Features.difference("close", 20);
        double[] x = new double[bars.length()];
        for (int i = 20; i < x.length; i++) {
            x[i] = close[i] - close[i - 20];
        }
        agrees(
                Features.rolling().std(change, 20),
                39,
                0.01,
                (b, c, out) -> taLib.stdDev(39, last, x, 20, 1, b, c, out));
        double[] upper = new double[x.length];
        double[] middle = new double[x.length];
        double[] lower = new double[x.length];
        Feature bollinger = Features.volatility().bollinger(change, 20, 2);
        agrees(bollinger.output("position"), 39, 1, (b, c, out) -> {
            RetCode code = taLib.bbands(39, last, x, 20, 2, 2, MAType.Sma, b, c, upper, middle, lower);
            for (int i = 39; i < x.length; i++) {
                out[i - 39] = (x[i] - lower[i - 39]) / (upper[i - 39] - lower[i - 39]);
            }
            return code;
        });
        // the mean change is near 0, so the width, which is relative to it, is compared as a divisor
        agrees(Features.price().ratio(change, bollinger.output("width")), 39, 1, (b, c, out) -> {
            RetCode code = taLib.bbands(39, last, x, 20, 2, 2, MAType.Sma, b, c, upper, middle, lower);
            for (int i = 39; i < x.length; i++) {
                out[i - 39] = x[i] / ((upper[i - 39] - lower[i - 39]) / middle[i - 39]);
            }
            return code;
        });
    }

    /** The row from which both starts weigh less than 1e-14: a warm-up leaves 1e-7 of ours, and theirs is shorter. */
    private static int forgotten(Feature smoothed) {
        return 2 * smoothed.warmup();
    }

    /** A call of TA-Lib for all rows. */
    private interface Call {
        RetCode to(MInteger begin, MInteger count, double[] out);
    }

    /**
     * @param from the first row that is compared
     * @param scale values nearer to zero are compared as this one, since there the digits that count are those of the
     *     prices that nearly cancel
     */
    private void agrees(Feature feature, int from, double scale, Call call) {
        MInteger begin = new MInteger();
        MInteger count = new MInteger();
        double[] theirs = new double[bars.length()];
        assertThat(call.to(begin, count, theirs)).isEqualTo(RetCode.Success);
        assertThat(begin.value).as("first row of TA-Lib").isLessThanOrEqualTo(from);
        assertThat(begin.value + count.value).isEqualTo(bars.length());
        double[][] ours = FeaturePipeline.of(feature).rows(bars);
        for (int i = from; i < ours.length; i++) {
            double expected = theirs[i - begin.value];
            assertThat(ours[i][0])
                    .as("%s of %s, row %d", feature, bars.id(), i)
                    .isCloseTo(expected, within(1e-9 * Math.max(Math.abs(expected), scale)));
        }
    }
}
