package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.volume.ChaikinMoneyFlowIndicator;
import org.ta4j.core.indicators.volume.VWAPIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.Num;

/** Volume features agree with TA-Lib's Java port and with ta4j on 20 years of daily bars. */
class VolumeOracleTest {
    private static final TimeSeries BARS = TestSeries.sp500();
    private static final int N = 20;

    private final Core taLib = new Core();
    private final MInteger begin = new MInteger();
    private final MInteger count = new MInteger();

    @Test
    void changesOfTheOnBalanceVolumeAreThoseOfTaLib() {
        double[] total = new double[BARS.length()];
        assertThat(taLib.obv(0, BARS.length() - 1, BARS.values("close"), BARS.values("volume"), begin, count, total))
                .isEqualTo(RetCode.Success);
        assertChanges(Features.volume().obvChange(N), total);
    }

    @Test
    void changesOfAccumulationAndDistributionAreThoseOfTaLib() {
        double[] total = new double[BARS.length()];
        RetCode code = taLib.ad(
                0,
                BARS.length() - 1,
                BARS.values("high"),
                BARS.values("low"),
                BARS.values("close"),
                BARS.values("volume"),
                begin,
                count,
                total);
        assertThat(code).isEqualTo(RetCode.Success);
        assertChanges(Features.volume().adChange(N), total);
    }

    /**
     * Totals round to more than a change that nearly cancels, so the tolerance is relative to the volume of the window.
     */
    private void assertChanges(Feature feature, double[] total) {
        assertThat(begin.value).isZero();
        assertThat(count.value).isEqualTo(total.length);
        double[] ours = TestSeries.values(BARS, feature);
        double[] volume = TestSeries.values(BARS, Features.volume().sma(N));
        for (int t = N; t < total.length; t++) {
            assertThat(ours[t])
                    .as("%s, row %d", feature, t)
                    .isCloseTo(total[t] - total[t - N], offset(1e-9 * N * volume[t]));
        }
    }

    @Test
    void chaikinMoneyFlowIsThatOfTa4j() {
        assertAgrees(Features.volume().chaikinMoneyFlow(N), new ChaikinMoneyFlowIndicator(ta4j(), N), 1);
    }

    @Test
    void vwapIsThatOfTa4j() {
        double[] close = BARS.values("close");
        double[] distance = TestSeries.values(BARS, Features.volume().vwapDistance(N));
        Indicator<Num> vwap = new VWAPIndicator(ta4j(), N);
        for (int t = N; t < close.length; t++) {
            double theirs = vwap.getValue(t).doubleValue();
            assertThat(close[t] / (1 + distance[t])).as("row %d", t).isCloseTo(theirs, offset(1e-9 * theirs));
        }
    }

    private static void assertAgrees(Feature feature, Indicator<Num> theirs, double scale) {
        double[] ours = TestSeries.values(BARS, feature);
        for (int t = N; t < ours.length; t++) {
            double expected = theirs.getValue(t).doubleValue();
            assertThat(ours[t])
                    .as("%s, row %d", feature, t)
                    .isCloseTo(expected, offset(1e-9 * Math.max(scale, Math.abs(expected))));
        }
    }

    private static BarSeries ta4j() {
        BarSeries series =
                new BaseBarSeriesBuilder().withNumTypeOf(DoubleNum.class).build();
        for (int t = 0; t < BARS.length(); t++) {
            series.addBar(
                    Duration.ofDays(1),
                    Instant.ofEpochMilli(BARS.timestamp(t)).atZone(ZoneOffset.UTC),
                    BARS.value(t, 0),
                    BARS.value(t, 1),
                    BARS.value(t, 2),
                    BARS.value(t, 3),
                    BARS.value(t, 4));
        }
        return series;
    }
}
