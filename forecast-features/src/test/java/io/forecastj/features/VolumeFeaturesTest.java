package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Volume features against the formulas of their papers, written out, and on markets whose answer is known. */
class VolumeFeaturesTest {
    private static final TimeSeries BARS = TestSeries.sp500();
    private static final double[] OPEN = BARS.values("open");
    private static final double[] HIGH = BARS.values("high");
    private static final double[] LOW = BARS.values("low");
    private static final double[] CLOSE = BARS.values("close");
    private static final double[] VOLUME = BARS.values("volume");

    @Test
    void rollSpreadIsTheSerialCovarianceOfReturns() {
        int n = 30;
        double[] spread = TestSeries.values(BARS, Features.volume().rollSpread(n));
        for (int t = n + 1; t < CLOSE.length; t += 7) {
            double sumNow = 0;
            double sumBefore = 0;
            for (int i = t - n + 1; i <= t; i++) {
                sumNow += Math.log(CLOSE[i] / CLOSE[i - 1]);
                sumBefore += Math.log(CLOSE[i - 1] / CLOSE[i - 2]);
            }
            double covariance = 0;
            for (int i = t - n + 1; i <= t; i++) {
                covariance += (Math.log(CLOSE[i] / CLOSE[i - 1]) - sumNow / n)
                        * (Math.log(CLOSE[i - 1] / CLOSE[i - 2]) - sumBefore / n)
                        / n;
            }
            double expected = covariance > 0 ? 0 : 2 * Math.sqrt(-covariance);
            assertThat(spread[t]).as("row %d", t).isCloseTo(expected, offset(1e-9));
        }
    }

    @Test
    void rollSpreadFindsTheBounceBetweenBidAndAsk() {
        Random random = new Random(5);
        TimeSeries.Builder trades = TimeSeries.builder("close").id("trades");
        double logPrice = Math.log(50);
        for (int i = 0; i < 20_000; i++) {
            logPrice += 0.001 * random.nextGaussian();
            trades.add(i, Math.exp(logPrice + (random.nextBoolean() ? 0.005 : -0.005)));
        }
        double[] spread = TestSeries.values(trades.build(), Features.volume().rollSpread(19_000));
        assertThat(spread[19_999]).as("seed 5").isCloseTo(0.01, offset(3e-4));
    }

    @Test
    void corwinSchultzIsTheFormulaOfThePaper() {
        double[] spread = TestSeries.values(BARS, Features.volume().corwinSchultz(1));
        for (int t = 1; t < CLOSE.length; t++) {
            double up = CLOSE[t - 1] < LOW[t] ? LOW[t] - CLOSE[t - 1] : 0;
            double down = CLOSE[t - 1] > HIGH[t] ? CLOSE[t - 1] - HIGH[t] : 0;
            double high = HIGH[t] - up + down;
            double low = LOW[t] - up + down;
            double beta = Math.pow(Math.log(HIGH[t - 1] / LOW[t - 1]), 2) + Math.pow(Math.log(high / low), 2);
            double gamma = Math.pow(Math.log(Math.max(HIGH[t - 1], high) / Math.min(LOW[t - 1], low)), 2);
            double k = 3 - 2 * Math.sqrt(2);
            double alpha = (Math.sqrt(2 * beta) - Math.sqrt(beta)) / k - Math.sqrt(gamma / k);
            double expected = Math.max(0, 2 * (Math.exp(alpha) - 1) / (1 + Math.exp(alpha)));
            assertThat(spread[t]).as("row %d", t).isCloseTo(expected, offset(1e-12));
        }
    }

    /**
     * With negative estimates counted as 0 the estimate is a little high where the spread is small: hence the
     * tolerance.
     */
    @Test
    void corwinSchultzFindsTheSpreadInSimulatedTrades() {
        Random random = new Random(11);
        TimeSeries.Builder days = Ohlcv.builder().id("days");
        double logPrice = Math.log(100);
        for (int day = 0; day < 2_000; day++) {
            double high = 0;
            double low = Double.MAX_VALUE;
            double price = 0;
            for (int trade = 0; trade < 390; trade++) {
                logPrice += 0.01 / Math.sqrt(390) * random.nextGaussian();
                price = Math.exp(logPrice) * (1 + (random.nextBoolean() ? 0.01 : -0.01));
                high = Math.max(high, price);
                low = Math.min(low, price);
            }
            days.add(day, low, high, low, price, 1);
        }
        double[] spread = TestSeries.values(days.build(), Features.volume().corwinSchultz(1_900));
        assertThat(spread[1_999]).as("seed 11").isCloseTo(0.02, offset(0.002));
    }

    @Test
    void amihudIsTheMeanReturnPerMillionTraded() {
        int n = 20;
        double[] illiquidity = TestSeries.values(BARS, Features.volume().amihud(n));
        for (int t = n; t < CLOSE.length; t += 7) {
            double sum = 0;
            for (int i = t - n + 1; i <= t; i++) {
                sum += Math.abs(CLOSE[i] / CLOSE[i - 1] - 1) / (CLOSE[i] * VOLUME[i] / 1e6);
            }
            assertThat(illiquidity[t]).as("row %d", t).isCloseTo(sum / n, offset(1e-9 * sum / n));
        }
    }

    @Test
    void amihudPassesOverBarsWithoutTrades() {
        TimeSeries bars = TimeSeries.builder("close", "volume")
                .id("thin")
                .add(1, 100, 5)
                .add(2, 110, 1000)
                .add(3, 99, 0)
                .add(4, 99, 0)
                .add(5, 99, 0)
                .build();
        double[] illiquidity = TestSeries.values(bars, Features.volume().amihud(2));
        assertThat(illiquidity[2]).isCloseTo(0.1 / (110 * 1000 / 1e6), offset(1e-12));
        assertThat(illiquidity[4]).isNaN();
    }

    @Test
    void marketPressureWeighsBodiesByVolume() {
        int n = 10;
        double[] pressure = TestSeries.values(BARS, Features.volume().pressure(n));
        for (int t = n - 1; t < CLOSE.length; t += 7) {
            double force = 0;
            double volume = 0;
            for (int i = t - n + 1; i <= t; i++) {
                force += VOLUME[i] * (CLOSE[i] - OPEN[i]) / (HIGH[i] - LOW[i]);
                volume += VOLUME[i];
            }
            assertThat(pressure[t]).as("row %d", t).isCloseTo(force / volume, offset(1e-9));
        }
    }

    @Test
    void imbalanceIsTheSignedShareOfTheVolume() {
        TimeSeries bars = TimeSeries.builder("close", "volume")
                .id("bars")
                .add(1, 10, 7)
                .add(2, 11, 30)
                .add(3, 11, 50)
                .add(4, 9, 20)
                .build();
        double[] imbalance = TestSeries.values(bars, Features.volume().imbalance(3));
        assertThat(imbalance[2]).isNaN();
        assertThat(imbalance[3]).isCloseTo(0.1, offset(1e-12));
    }

    @Test
    void changesOverAGapAreFromTheLastClose() {
        TimeSeries bars = TimeSeries.builder("close", "volume")
                .id("gap")
                .add(1, 10, 7)
                .add(2, Double.NaN, 30)
                .add(3, 11, 20)
                .add(4, 9, Double.NaN)
                .add(5, 10, 40)
                .build();
        assertThat(TestSeries.values(bars, Features.volume().obvChange(1)))
                .containsExactly(Double.NaN, Double.NaN, 20, Double.NaN, 40);
        double[] illiquidity = TestSeries.values(bars, Features.volume().amihud(1));
        assertThat(illiquidity[2]).isCloseTo(0.1 / (11 * 20 / 1e6), offset(1e-9));
        assertThat(illiquidity[4]).isCloseTo((1 / 9.0) / (10 * 40 / 1e6), offset(1e-9));
    }

    @Test
    void aBarThatDidNotMoveHasNeitherFlowNorPressure() {
        TimeSeries bars = Ohlcv.builder()
                .id("flat")
                .add(1, 10, 10, 10, 10, 7)
                .add(2, 10, 10, 10, 10, 7)
                .build();
        assertThat(TestSeries.values(bars, Features.volume().chaikinMoneyFlow(2))[1])
                .isZero();
        assertThat(TestSeries.values(bars, Features.volume().pressure(2))[1]).isZero();
        assertThat(TestSeries.values(bars, Features.volume().corwinSchultz(1))[1])
                .isZero();
    }

    @Test
    void nothingTradedIsMissingWhereTheVolumeDivides() {
        TimeSeries bars = Ohlcv.builder()
                .id("idle")
                .add(1, 10, 11, 9, 10, 0)
                .add(2, 10, 11, 9, 11, 0)
                .build();
        for (Feature feature : new Feature[] {
            Features.volume().imbalance(1),
            Features.volume().chaikinMoneyFlow(1),
            Features.volume().vwapDistance(1),
            Features.volume().amihud(1),
            Features.volume().pressure(1)
        }) {
            assertThat(TestSeries.values(bars, feature)[1]).as(feature.text()).isNaN();
        }
        assertThat(TestSeries.values(bars, Features.volume().obvChange(1))[1]).isZero();
        assertThat(TestSeries.values(bars, Features.volume().adChange(1))[1]).isZero();
    }
}
