package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.TimeSeries;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The volatility estimators against their papers' formulas, computed anew for each window. */
@ParameterizedClass
@MethodSource("series")
class RangeVolatilityTest {
    private static final int N = 20;

    private final TimeSeries bars;
    private final double[] open;
    private final double[] high;
    private final double[] low;
    private final double[] close;

    RangeVolatilityTest(TimeSeries bars) {
        this.bars = bars;
        open = bars.values("open");
        high = bars.values("high");
        low = bars.values("low");
        close = bars.values("close");
    }

    static List<TimeSeries> series() {
        return List.of(TestSeries.sp500(), MinuteBars.bitcoin());
    }

    @Test
    void parkinson() {
        agrees(
                Features.volatility().parkinson(N),
                N - 1,
                t -> Math.sqrt(mean(t, i -> Math.pow(Math.log(high[i] / low[i]), 2)) / (4 * Math.log(2))));
    }

    @Test
    void garmanKlass() {
        agrees(
                Features.volatility().garmanKlass(N),
                N - 1,
                t -> Math.sqrt(mean(
                        t,
                        i -> 0.5 * Math.pow(Math.log(high[i] / low[i]), 2)
                                - (2 * Math.log(2) - 1) * Math.pow(Math.log(close[i] / open[i]), 2))));
    }

    @Test
    void rogersSatchell() {
        agrees(Features.volatility().rogersSatchell(N), N - 1, t -> Math.sqrt(mean(t, this::rogersSatchell)));
    }

    @Test
    void yangZhang() {
        double k = 0.34 / (1.34 + (N + 1.0) / (N - 1));
        agrees(
                Features.volatility().yangZhang(N),
                N,
                t -> Math.sqrt(variance(t, i -> Math.log(open[i] / close[i - 1]))
                        + k * variance(t, i -> Math.log(close[i] / open[i]))
                        + (1 - k) * mean(t, this::rogersSatchell)));
    }

    @Test
    void realisedVolatility() {
        agrees(
                Features.volatility().realisedVolatility("close", N),
                N,
                t -> Math.sqrt(N * mean(t, i -> Math.pow(Math.log(close[i] / close[i - 1]), 2))));
    }

    private double rogersSatchell(int i) {
        return Math.log(high[i] / close[i]) * Math.log(high[i] / open[i])
                + Math.log(low[i] / close[i]) * Math.log(low[i] / open[i]);
    }

    private static double mean(int t, IntToDoubleFunction of) {
        return StatUtils.mean(window(t, of));
    }

    private static double variance(int t, IntToDoubleFunction of) {
        return StatUtils.variance(window(t, of));
    }

    private static double[] window(int t, IntToDoubleFunction of) {
        return IntStream.rangeClosed(t - N + 1, t).mapToDouble(of).toArray();
    }

    private void agrees(Feature feature, int warmup, IntToDoubleFunction expected) {
        assertThat(feature.warmup()).isEqualTo(warmup);
        double[] values = TestSeries.values(bars, feature);
        for (int t = warmup; t < values.length; t++) {
            double value = expected.applyAsDouble(t);
            assertThat(values[t]).as("%s of %s, row %d", feature, bars.id(), t).isCloseTo(value, within(1e-9 * value));
        }
    }
}
