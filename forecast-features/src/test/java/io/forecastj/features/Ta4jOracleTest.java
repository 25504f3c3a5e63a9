package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ta4j.core.indicators.statistics.SimpleLinearRegressionIndicator.SimpleLinearRegressionType.SLOPE;

import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.CCIIndicator;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.ROCIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.StochasticOscillatorDIndicator;
import org.ta4j.core.indicators.StochasticOscillatorKIndicator;
import org.ta4j.core.indicators.WilliamsRIndicator;
import org.ta4j.core.indicators.adx.ADXIndicator;
import org.ta4j.core.indicators.adx.MinusDIIndicator;
import org.ta4j.core.indicators.adx.PlusDIIndicator;
import org.ta4j.core.indicators.aroon.AroonDownIndicator;
import org.ta4j.core.indicators.aroon.AroonOscillatorIndicator;
import org.ta4j.core.indicators.aroon.AroonUpIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandWidthIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsLowerIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsMiddleIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsUpperIndicator;
import org.ta4j.core.indicators.bollinger.PercentBIndicator;
import org.ta4j.core.indicators.candles.LowerShadowIndicator;
import org.ta4j.core.indicators.candles.RealBodyIndicator;
import org.ta4j.core.indicators.candles.UpperShadowIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelLowerIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelMiddleIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelUpperIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.FixedDecimalIndicator;
import org.ta4j.core.indicators.helpers.HighestValueIndicator;
import org.ta4j.core.indicators.helpers.LowestValueIndicator;
import org.ta4j.core.indicators.helpers.OpenPriceIndicator;
import org.ta4j.core.indicators.helpers.TRIndicator;
import org.ta4j.core.indicators.helpers.TypicalPriceIndicator;
import org.ta4j.core.indicators.keltner.KeltnerChannelLowerIndicator;
import org.ta4j.core.indicators.keltner.KeltnerChannelMiddleIndicator;
import org.ta4j.core.indicators.keltner.KeltnerChannelUpperIndicator;
import org.ta4j.core.indicators.statistics.CorrelationCoefficientIndicator;
import org.ta4j.core.indicators.statistics.CovarianceIndicator;
import org.ta4j.core.indicators.statistics.SigmaIndicator;
import org.ta4j.core.indicators.statistics.SimpleLinearRegressionIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.indicators.volume.MoneyFlowIndexIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.Num;

/**
 * Our indicators against those of ta4j on real bars.
 *
 * <p>Windows agree from the first full one. Smoothed indicators start from the mean of the first values here, as Wilder
 * and TA-Lib do, and from the first value in ta4j, so they agree once that start is forgotten.
 */
@ParameterizedClass
@MethodSource("series")
class Ta4jOracleTest {
    private static final List<TimeSeries> SERIES =
            List.of(TestSeries.sp500().head(2_500), MinuteBars.bitcoin().head(2_500));
    /** (1 - 1/14)^400, the weight of both starts of the ADX, is below 1e-12; the others forget more. */
    private static final int FORGOTTEN = 1_000;

    private final TimeSeries bars;
    private final BarSeries series;
    private final Indicator<Num> close;

    Ta4jOracleTest(TimeSeries bars) {
        this.bars = bars;
        series = new BaseBarSeriesBuilder().withNumTypeOf(DoubleNum.class).build();
        for (int i = 0; i < bars.length(); i++) {
            series.addBar(
                    Duration.ofSeconds(1),
                    bars.time(i).atZone(ZoneOffset.UTC),
                    bars.value(i, Ohlcv.OPEN),
                    bars.value(i, Ohlcv.HIGH),
                    bars.value(i, Ohlcv.LOW),
                    bars.value(i, Ohlcv.CLOSE),
                    bars.value(i, Ohlcv.VOLUME));
        }
        close = new ClosePriceIndicator(series);
    }

    static List<TimeSeries> series() {
        return SERIES;
    }

    @Test
    void movingAverages() {
        agrees(Features.trend().sma("close", 20), new SMAIndicator(close, 20), 19);
        agrees(Features.trend().ema("close", 20), new EMAIndicator(close, 20), FORGOTTEN);
    }

    @Test
    void standardDeviation() {
        agrees(Features.rolling().std("close", 20), new StandardDeviationIndicator(close, 20), 19);
    }

    @Test
    void covarianceAndDeviationInUnitsOfItself() {
        Indicator<Num> open = new OpenPriceIndicator(series);
        agrees(Features.rolling().covariance("close", "open", 20), new CovarianceIndicator(close, open, 20), 19, 1);
        agrees(Features.rolling().zscore("close", 20), new SigmaIndicator(close, 20), 19, 1);
    }

    @Test
    void extremes() {
        agrees(Features.rolling().max("close", 20), new HighestValueIndicator(close, 20), 19);
        agrees(Features.rolling().min("close", 20), new LowestValueIndicator(close, 20), 19);
    }

    @Test
    void rsi() {
        agrees(Features.momentum().rsi("close", 14), new RSIIndicator(close, 14), FORGOTTEN);
    }

    @Test
    void stochasticAsAFractionOfOne() {
        Indicator<Num> percent = new StochasticOscillatorKIndicator(series, 14);
        agrees(Features.momentum().stochastic(14), i -> percent.getValue(i).doubleValue() / 100, 13);
    }

    @Test
    void macd() {
        Feature macd = Features.trend().macd("close", 12, 26, 9);
        MACDIndicator line = new MACDIndicator(close, 12, 26);
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
        agrees(Features.volatility().trueRange(), new TRIndicator(series), 1);
        agrees(Features.volatility().atr(14), new ATRIndicator(series, 14), FORGOTTEN);
    }

    @Test
    void bollinger() {
        Feature bollinger = Features.volatility().bollinger("close", 20, 2);
        BollingerBandsMiddleIndicator middle = new BollingerBandsMiddleIndicator(new SMAIndicator(close, 20));
        StandardDeviationIndicator deviation = new StandardDeviationIndicator(close, 20);
        Indicator<Num> width = new BollingerBandWidthIndicator(
                new BollingerBandsUpperIndicator(middle, deviation),
                middle,
                new BollingerBandsLowerIndicator(middle, deviation));
        agrees(bollinger.output("position"), new PercentBIndicator(close, 20, 2), 19);
        agrees(bollinger.output("width"), i -> width.getValue(i).doubleValue() / 100, 19);
    }

    @Test
    void directionalMovement() {
        Feature adx = Features.trend().adx(14);
        agrees(adx.output("adx"), new ADXIndicator(series, 14), FORGOTTEN);
        agrees(adx.output("plusDi"), new PlusDIIndicator(series, 14), FORGOTTEN);
        agrees(adx.output("minusDi"), new MinusDIIndicator(series, 14), FORGOTTEN);
    }

    @Test
    void aroon() {
        Feature aroon = Features.trend().aroon(25);
        agrees(aroon.output("up"), new AroonUpIndicator(series, 25), 25);
        agrees(aroon.output("down"), new AroonDownIndicator(series, 25), 25);
        agrees(aroon.output("oscillator"), new AroonOscillatorIndicator(series, 25), 25);
    }

    @Test
    void linearRegression() {
        Feature line = Features.trend().linearRegression("close", 20);
        Indicator<Num> end = new SimpleLinearRegressionIndicator(close, 20);
        Indicator<Num> correlation = new CorrelationCoefficientIndicator(
                close,
                new FixedDecimalIndicator(
                        series,
                        IntStream.range(0, bars.length()).asDoubleStream().toArray()),
                20);
        agrees(line.output("slope"), new SimpleLinearRegressionIndicator(close, 20, SLOPE), 19, 1);
        agrees(line.output("r2"), i -> Math.pow(correlation.getValue(i).doubleValue(), 2), 19, 1);
        agrees(
                line.output("residual"),
                i -> bars.value(i, Ohlcv.CLOSE) - end.getValue(i).doubleValue(),
                19,
                1);
    }

    @Test
    void channels() {
        KeltnerChannelMiddleIndicator middle = new KeltnerChannelMiddleIndicator(close, 20);
        Indicator<Num> upper = new KeltnerChannelUpperIndicator(middle, 2, 10);
        Indicator<Num> lower = new KeltnerChannelLowerIndicator(middle, 2, 10);
        channel(Features.volatility().keltner(20, 10, 2), upper, middle, lower, FORGOTTEN);
        Indicator<Num> highest = new DonchianChannelUpperIndicator(series, 20);
        Indicator<Num> lowest = new DonchianChannelLowerIndicator(series, 20);
        channel(
                Features.volatility().donchian(20),
                highest,
                new DonchianChannelMiddleIndicator(series, 20),
                lowest,
                19);
    }

    private void channel(Feature channel, Indicator<Num> upper, Indicator<Num> middle, Indicator<Num> lower, int from) {
        ToDoubleFunction<Integer> width =
                i -> upper.getValue(i).doubleValue() - lower.getValue(i).doubleValue();
        agrees(
                channel.output("position"),
                i -> (bars.value(i, Ohlcv.CLOSE) - lower.getValue(i).doubleValue()) / width.applyAsDouble(i),
                from,
                1);
        agrees(
                channel.output("width"),
                i -> width.applyAsDouble(i) / middle.getValue(i).doubleValue(),
                from);
    }

    @Test
    void stochasticOscillator() {
        StochasticOscillatorKIndicator fast = new StochasticOscillatorKIndicator(series, 14);
        Indicator<Num> slow = new StochasticOscillatorDIndicator(fast);
        agrees(Features.momentum().stochastic(14, 1, 3).output("k"), fast, 15, 1);
        agrees(Features.momentum().stochastic(14, 1, 3).output("d"), slow, 15, 1);
        agrees(Features.momentum().stochastic(14, 3, 3).output("d"), new SMAIndicator(slow, 3), 17, 1);
        agrees(Features.momentum().williamsR(14), new WilliamsRIndicator(series, 14), 13, 1);
    }

    @Test
    void commodityChannelIndex() {
        agrees(Features.momentum().cci(20), new CCIIndicator(series, 20), 19, 1);
    }

    @Test
    void rateOfChange() {
        agrees(Features.momentum().roc("close", 10), new ROCIndicator(close, 10), 10);
        Indicator<Num> triple = new EMAIndicator(new EMAIndicator(new EMAIndicator(close, 15), 15), 15);
        agrees(Features.momentum().trix("close", 15), new ROCIndicator(triple, 1), FORGOTTEN);
    }

    @Test
    void moneyFlowIndex() {
        agrees(Features.momentum().mfi(14), new MoneyFlowIndexIndicator(series, 14), 14, 1);
    }

    @Test
    void shapesOfBars() {
        agrees(Features.price().typicalPrice(), new TypicalPriceIndicator(series), 0);
        agrees(Features.price().openClose(), new RealBodyIndicator(series), 0);
        Indicator<Num> upper = new UpperShadowIndicator(series);
        Indicator<Num> lower = new LowerShadowIndicator(series);
        agrees(Features.price().upperShadow(), i -> upper.getValue(i).doubleValue() / bars.value(i, Ohlcv.OPEN), 0);
        agrees(Features.price().lowerShadow(), i -> lower.getValue(i).doubleValue() / bars.value(i, Ohlcv.OPEN), 0);
    }

    private void agrees(Feature feature, Indicator<Num> indicator, int from) {
        agrees(feature, indicator, from, 0.01);
    }

    private void agrees(Feature feature, Indicator<Num> indicator, int from, double scale) {
        agrees(feature, i -> indicator.getValue(i).doubleValue(), from, scale);
    }

    private void agrees(Feature feature, ToDoubleFunction<Integer> expected, int from) {
        agrees(feature, expected, from, 0.01);
    }

    /**
     * @param from the first row that is compared
     * @param scale values nearer to zero are compared as this one, since there the digits that count are those of the
     *     prices or averages that nearly cancel
     */
    private void agrees(Feature feature, ToDoubleFunction<Integer> expected, int from, double scale) {
        double[][] rows = FeaturePipeline.of(feature).rows(bars);
        for (int i = from; i < rows.length; i++) {
            double value = expected.applyAsDouble(i);
            assertThat(rows[i][0])
                    .as("%s of %s, row %d", feature, bars.id(), i)
                    .isCloseTo(value, within(1e-9 * Math.max(Math.abs(value), scale)));
        }
    }
}
