package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.TimeSeries;
import io.forecastj.features.ta4j.Ta4j;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.ta4j.core.BarSeries;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.candles.BearishEngulfingIndicator;
import org.ta4j.core.indicators.candles.BearishHaramiIndicator;
import org.ta4j.core.indicators.candles.BullishEngulfingIndicator;
import org.ta4j.core.indicators.candles.BullishHaramiIndicator;
import org.ta4j.core.indicators.candles.DojiIndicator;
import org.ta4j.core.indicators.candles.HammerIndicator;
import org.ta4j.core.indicators.candles.ShootingStarIndicator;
import org.ta4j.core.indicators.candles.ThreeBlackCrowsIndicator;
import org.ta4j.core.indicators.candles.ThreeWhiteSoldiersIndicator;
import org.ta4j.core.indicators.trend.DownTrendIndicator;
import org.ta4j.core.indicators.trend.UpTrendIndicator;

/**
 * Our candlestick patterns against those of ta4j on real bars, row by row: where its definition differs, it is written
 * down here in the terms of ours, and ta4j must agree with it on every row.
 */
@ParameterizedClass
@MethodSource("series")
class CandleTa4jTest {
    private static final int FROM = 20;
    /** So many mean shadows are short, since of ta4j's usual 0.1 no pattern is found in these bars. */
    private static final double SHADOW = 5;

    private final TimeSeries bars;
    private final BarSeries series;
    private final CandleTerms up;
    private final CandleTerms down;

    CandleTa4jTest(TimeSeries bars) {
        this.bars = bars;
        series = Ta4j.barSeries(bars);
        up = CandleTerms.of(bars);
        down = up.mirror();
    }

    static List<TimeSeries> series() {
        return List.of(TestSeries.sp500(), MinuteBars.bitcoin());
    }

    /** Strict edges, and no trend before. */
    @Test
    void engulfing() {
        Indicator<Boolean> bullish = new BullishEngulfingIndicator(series);
        Indicator<Boolean> bearish = new BearishEngulfingIndicator(series);
        isDefinedAs(bullish, t -> engulfs(up, t));
        isDefinedAs(bearish, t -> engulfs(down, t));
        areOursWhere(bullish, up, "bullishEngulfing", 1);
        areOursWhere(bearish, down, "bearishEngulfing", -1);
    }

    /** Of opposite bars with strict edges, and neither a long first body nor a trend before. */
    @Test
    void harami() {
        isDefinedAs(new BullishHaramiIndicator(series), t -> isInside(up, t));
        isDefinedAs(new BearishHaramiIndicator(series), t -> isInside(down, t));
    }

    /** The body compared with bodies before, not with the bar's own range. */
    @Test
    void doji() {
        isDefinedAs(new DojiIndicator(series, 10, 0.1), t -> up.body(t) < 0.1 * up.meanBody(t));
    }

    /** The shadows compared with the body, which must not be empty, and a trend that the ADX sees. */
    @Test
    void hammerAndShootingStar() {
        Indicator<Boolean> fell = new DownTrendIndicator(series);
        Indicator<Boolean> rose = new UpTrendIndicator(series);
        isDefinedAs(new HammerIndicator(series), t -> hasLongLowerShadow(up, t) && fell.getValue(t));
        isDefinedAs(new ShootingStarIndicator(series), t -> hasLongLowerShadow(down, t) && rose.getValue(t));
    }

    /** Shadows compared with those before, and one bar of the other direction for the trend. */
    @Test
    void soldiersAndCrows() {
        isDefinedAs(new ThreeWhiteSoldiersIndicator(series, 10, series.numOf(SHADOW)), t -> march(up, t));
        isDefinedAs(new ThreeBlackCrowsIndicator(series, 10, SHADOW), t -> march(down, t));
    }

    private static boolean engulfs(CandleTerms c, int t) {
        return c.falls(t - 1) && c.rises(t) && c.open[t] < c.close[t - 1] && c.close[t] > c.open[t - 1];
    }

    private static boolean isInside(CandleTerms c, int t) {
        return c.falls(t - 1) && c.rises(t) && c.open[t] > c.close[t - 1] && c.close[t] < c.open[t - 1];
    }

    private static boolean hasLongLowerShadow(CandleTerms c, int t) {
        return c.body(t) > 0 && c.lower(t) > 2 * c.body(t) && c.upper(t) <= c.body(t);
    }

    private static boolean march(CandleTerms c, int t) {
        double shadow = IntStream.range(t - 12, t - 2).mapToDouble(c::upper).sum() / 10 * SHADOW;
        return c.falls(t - 3)
                && IntStream.rangeClosed(t - 2, t).allMatch(i -> c.rises(i) && c.upper(i) < shadow)
                && c.open[t - 2] > c.low[t - 3]
                && grows(c, t - 1)
                && grows(c, t);
    }

    private static boolean grows(CandleTerms c, int t) {
        return c.open[t] > c.open[t - 1] && c.open[t] < c.close[t - 1] && c.close[t] > c.close[t - 1];
    }

    private void isDefinedAs(Indicator<Boolean> theirs, IntPredicate definition) {
        int found = 0;
        for (int t = FROM; t < bars.length(); t++) {
            assertThat(theirs.getValue(t)).as("%s, row %d", bars.id(), t).isEqualTo(definition.test(t));
            found += theirs.getValue(t) ? 1 : 0;
        }
        // the minute bars have no soldiers and no crows
        assertThat(found).as(bars.id()).isGreaterThanOrEqualTo(bars.id().equals("sp500") ? 1 : 0);
    }

    /** ta4j finds a pattern where this library does, if prices moved the right way before, and only there. */
    private void areOursWhere(Indicator<Boolean> theirs, CandleTerms terms, String pattern, int sign) {
        double[] ours = TestSeries.values(bars, Features.parse(pattern + "(open,high,low,close,10)"));
        for (int t = FROM; t < bars.length(); t++) {
            if (theirs.getValue(t)) {
                assertThat(Math.signum(ours[t])).as("%s, row %d", bars.id(), t).isEqualTo(terms.fell(t - 2) ? sign : 0);
            }
        }
    }
}
