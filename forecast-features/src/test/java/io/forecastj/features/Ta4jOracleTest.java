package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.StochasticOscillatorKIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandWidthIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsLowerIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsMiddleIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsUpperIndicator;
import org.ta4j.core.indicators.bollinger.PercentBIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.HighestValueIndicator;
import org.ta4j.core.indicators.helpers.LowestValueIndicator;
import org.ta4j.core.indicators.helpers.TRIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.Num;

/**
 * Our indicators against those of ta4j on real bars.
 *
 * <p>Windows agree from the first full one. Smoothed indicators start from the mean of the first values here, as Wilder
 * and TA-Lib do, and from the first value in ta4j, so they agree once that start is forgotten.
 */
class Ta4jOracleTest {
    private static final TimeSeries BARS = TestSeries.sp500().head(2_000);
    private static final BarSeries SERIES = series();
    private static final Indicator<Num> CLOSE = new ClosePriceIndicator(SERIES);
    /** (1 - 1/14)^600 is below 1e-19, as is (1 - 2/27)^600. */
    private static final int FORGOTTEN = 700;

    private static BarSeries series() {
        BarSeries series =
                new BaseBarSeriesBuilder().withNumTypeOf(DoubleNum.class).build();
        for (int i = 0; i < BARS.length(); i++) {
            series.addBar(
                    Duration.ofDays(1),
                    BARS.time(i).atZone(ZoneOffset.UTC),
                    BARS.value(i, Ohlcv.OPEN),
                    BARS.value(i, Ohlcv.HIGH),
                    BARS.value(i, Ohlcv.LOW),
                    BARS.value(i, Ohlcv.CLOSE),
                    BARS.value(i, Ohlcv.VOLUME));
        }
        return series;
    }

    @Test
    void movingAverages() {
        agrees(Features.trend().sma("close", 20), new SMAIndicator(CLOSE, 20), 19);
        agrees(Features.trend().ema("close", 20), new EMAIndicator(CLOSE, 20), FORGOTTEN);
    }

    @Test
    void standardDeviation() {
        agrees(Features.rolling().std("close", 20), new StandardDeviationIndicator(CLOSE, 20), 19);
    }

    @Test
    void extremes() {
        agrees(Features.rolling().max("close", 20), new HighestValueIndicator(CLOSE, 20), 19);
        agrees(Features.rolling().min("close", 20), new LowestValueIndicator(CLOSE, 20), 19);
    }

    @Test
    void rsi() {
        agrees(Features.momentum().rsi("close", 14), new RSIIndicator(CLOSE, 14), FORGOTTEN);
    }

    @Test
    void stochasticAsAFractionOfOne() {
        Indicator<Num> percent = new StochasticOscillatorKIndicator(SERIES, 14);
        agrees(Features.momentum().stochastic(14), i -> percent.getValue(i).doubleValue() / 100, 13);
    }

    @Test
    void macd() {
        Feature macd = Features.trend().macd("close", 12, 26, 9);
        MACDIndicator line = new MACDIndicator(CLOSE, 12, 26);
        Indicator<Num> signal = new EMAIndicator(line, 9);
        agrees(macd.output("line"), line, FORGOTTEN);
        agrees(macd.output("signal"), signal, FORGOTTEN);
        agrees(
                macd.output("histogram"),
                i -> line.getValue(i).doubleValue() - signal.getValue(i).doubleValue(),
                FORGOTTEN);
    }

    @Test
    void trueRange() {
        agrees(Features.volatility().trueRange(), new TRIndicator(SERIES), 1);
        agrees(Features.volatility().atr(14), new ATRIndicator(SERIES, 14), FORGOTTEN);
    }

    @Test
    void bollinger() {
        Feature bollinger = Features.volatility().bollinger("close", 20, 2);
        BollingerBandsMiddleIndicator middle = new BollingerBandsMiddleIndicator(new SMAIndicator(CLOSE, 20));
        StandardDeviationIndicator deviation = new StandardDeviationIndicator(CLOSE, 20);
        Indicator<Num> width = new BollingerBandWidthIndicator(
                new BollingerBandsUpperIndicator(middle, deviation),
                middle,
                new BollingerBandsLowerIndicator(middle, deviation));
        agrees(bollinger.output("position"), new PercentBIndicator(CLOSE, 20, 2), 19);
        agrees(bollinger.output("width"), i -> width.getValue(i).doubleValue() / 100, 19);
    }

    private static void agrees(Feature feature, Indicator<Num> indicator, int from) {
        agrees(feature, i -> indicator.getValue(i).doubleValue(), from);
    }

    /** Differences of averages may be near zero, where the digits that count are those of the averages. */
    private static void agrees(Feature feature, Function<Integer, Double> expected, int from) {
        double[][] rows = FeaturePipeline.of(feature).rows(BARS);
        for (int i = from; i < rows.length; i++) {
            double value = expected.apply(i);
            assertThat(rows[i][0])
                    .as("%s, row %d", feature, i)
                    .isCloseTo(value, within(1e-9 * Math.max(Math.abs(value), 0.01)));
        }
    }
}
