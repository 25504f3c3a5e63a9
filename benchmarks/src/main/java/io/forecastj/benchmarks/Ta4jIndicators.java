package io.forecastj.benchmarks;

import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
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
import org.ta4j.core.indicators.StochasticOscillatorKIndicator;
import org.ta4j.core.indicators.WilliamsRIndicator;
import org.ta4j.core.indicators.adx.ADXIndicator;
import org.ta4j.core.indicators.adx.MinusDIIndicator;
import org.ta4j.core.indicators.adx.PlusDIIndicator;
import org.ta4j.core.indicators.aroon.AroonDownIndicator;
import org.ta4j.core.indicators.aroon.AroonUpIndicator;
import org.ta4j.core.indicators.bollinger.PercentBIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.CombineIndicator;
import org.ta4j.core.indicators.helpers.HighPriceIndicator;
import org.ta4j.core.indicators.helpers.HighestValueIndicator;
import org.ta4j.core.indicators.helpers.LowPriceIndicator;
import org.ta4j.core.indicators.helpers.LowestValueIndicator;
import org.ta4j.core.indicators.statistics.SimpleLinearRegressionIndicator;
import org.ta4j.core.indicators.statistics.SimpleLinearRegressionIndicator.SimpleLinearRegressionType;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.indicators.volume.MoneyFlowIndexIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.Num;

/** The columns of {@link Indicators} by ta4j 0.17 with its number of type double. */
final class Ta4jIndicators {
    private static final Duration HOUR = Duration.ofHours(1);

    private final BarSeries series;
    private final List<Indicator<Num>> indicators;

    private Ta4jIndicators(BarSeries series, List<Indicator<Num>> indicators) {
        this.series = series;
        this.indicators = indicators;
    }

    /** Makes new indicators for {@link Indicators#history()}; ta4j keeps the values that it has computed. */
    static Ta4jIndicators history(BarSeries series) {
        return new Ta4jIndicators(series, indicators(series));
    }

    /** Makes new indicators for {@link Indicators#live()}. */
    static Ta4jIndicators live(BarSeries series) {
        List<Indicator<Num>> all = new ArrayList<>(indicators(series));
        ClosePriceIndicator close = new ClosePriceIndicator(series);
        StochasticOscillatorKIndicator stochastic = new StochasticOscillatorKIndicator(series, 14);
        all.add(stochastic);
        all.add(new SMAIndicator(stochastic, 3));
        all.add(new PercentBIndicator(close, 20, 2));
        return new Ta4jIndicators(series, all);
    }

    private static List<Indicator<Num>> indicators(BarSeries series) {
        ClosePriceIndicator close = new ClosePriceIndicator(series);
        MACDIndicator macd = new MACDIndicator(close, 12, 26);
        EMAIndicator signal = new EMAIndicator(macd, 9);
        EMAIndicator triple = new EMAIndicator(new EMAIndicator(new EMAIndicator(close, 15), 15), 15);
        return List.of(
                new SMAIndicator(close, 20),
                new StandardDeviationIndicator(close, 20),
                new HighestValueIndicator(new HighPriceIndicator(series), 20),
                new LowestValueIndicator(new LowPriceIndicator(series), 20),
                new EMAIndicator(close, 20),
                macd,
                signal,
                CombineIndicator.minus(macd, signal),
                new RSIIndicator(close, 14),
                new ATRIndicator(series, 14),
                new ROCIndicator(close, 10),
                new WilliamsRIndicator(series, 14),
                new CCIIndicator(series, 20),
                new ADXIndicator(series, 14),
                new PlusDIIndicator(series, 14),
                new MinusDIIndicator(series, 14),
                new MoneyFlowIndexIndicator(series, 14),
                new ROCIndicator(triple, 1),
                new AroonUpIndicator(series, 25),
                new AroonDownIndicator(series, 25),
                new SimpleLinearRegressionIndicator(close, 20, SimpleLinearRegressionType.SLOPE));
    }

    static BarSeries series(TimeSeries bars) {
        BarSeries series =
                new BaseBarSeriesBuilder().withNumTypeOf(DoubleNum.class).build();
        double[] row = new double[5];
        for (int r = 0; r < bars.length(); r++) {
            for (int c = 0; c < row.length; c++) {
                row[c] = bars.value(r, Ohlcv.COLUMNS.get(c));
            }
            add(series, bars.timestamp(r), row);
        }
        return series;
    }

    static void add(BarSeries series, long time, double[] bar) {
        series.addBar(HOUR, Instant.ofEpochMilli(time).atZone(ZoneOffset.UTC), bar[0], bar[1], bar[2], bar[3], bar[4]);
    }

    /** Reads each indicator at each bar. */
    double[][] compute() {
        double[][] out = new double[indicators.size()][series.getBarCount()];
        for (int c = 0; c < out.length; c++) {
            Indicator<Num> indicator = indicators.get(c);
            for (int r = 0; r < out[c].length; r++) {
                out[c][r] = indicator.getValue(r).doubleValue();
            }
        }
        return out;
    }

    /** Reads each indicator at the last bar. */
    void lastRowInto(double[] out) {
        int end = series.getEndIndex();
        for (int c = 0; c < out.length; c++) {
            out[c] = indicators.get(c).getValue(end).doubleValue();
        }
    }
}
