package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.forecastj.TimeSeries;
import org.junit.jupiter.api.Test;

class ConsecutiveAndPivotsTest {
    @Test
    void countsRisesInARowUpAndFallsDown() {
        assertThat(consecutive(2, 1, 2, 3, 4, 3, 3, 2, 1, 0, 5))
                .containsExactly(Double.NaN, Double.NaN, 2, 2, -1, 0, -1, -2, -2, 1);
    }

    @Test
    void goesOnCountingAfterAMissingValue() {
        assertThat(consecutive(5, 1, 2, 3, 4, 5, 6, Double.NaN, 7, 6)).endsWith(5, Double.NaN, 5, -1);
    }

    @Test
    void pivotsCountOnlyOnceTheyAreConfirmed() {
        TimeSeries bars = highs(9, 10, 11, 10, 9, 8, 12, 7, 6, 5, 4, 3, 2, 1);
        double[] level = resistance(bars, 1, 5);
        assertThat(level[5]).as("the pivot of row 2").isEqualTo(11);
        assertThat(level[6]).as("row 6 is the highest, but not yet a pivot").isEqualTo(11);
        assertThat(level[7]).as("now it is").isEqualTo(12);
        assertThat(level[10]).as("its last row in the window").isEqualTo(12);
        assertThat(level[11]).as("no pivot left: the highest of rows 7 to 11").isEqualTo(7);
    }

    @Test
    void levelsAreThoseOfASearchThroughTheWindow() {
        for (TimeSeries bars : new TimeSeries[] {TestSeries.sp500(), TestSeries.bars(6, 2_000)}) {
            for (int k : new int[] {1, 3, 8}) {
                int n = 5 * k + 2;
                double[] high = bars.values("high");
                double[] low = bars.values("low");
                double[] close = bars.values("close");
                double[][] rows =
                        FeaturePipeline.of(Features.patterns().pivots(k, n)).rows(bars);
                for (int t = n - 1 + k; t < rows.length; t++) {
                    assertThat(rows[t][0])
                            .as("resistance, k %d, row %d of %s", k, t, bars.id())
                            .isCloseTo((search(high, 1, t, k, n) - close[t]) / close[t], offset(1e-12));
                    assertThat(rows[t][1])
                            .as("support, k %d, row %d of %s", k, t, bars.id())
                            .isCloseTo((close[t] + search(low, -1, t, k, n)) / close[t], offset(1e-12));
                }
            }
        }
    }

    private static double search(double[] prices, int sign, int t, int k, int n) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = t - n + 1; i <= t; i++) {
            highest = Math.max(highest, sign * prices[i]);
        }
        for (int i = t - k; i > t - n; i--) {
            boolean pivot = true;
            for (int j = i - k; j <= i + k; j++) {
                pivot &= sign * prices[j] <= sign * prices[i];
            }
            if (pivot) {
                return sign * prices[i];
            }
        }
        return highest;
    }

    private static double[] consecutive(int most, double... values) {
        TimeSeries.Builder series = TimeSeries.builder("x").id("x");
        for (int i = 0; i < values.length; i++) {
            series.add(i, values[i]);
        }
        return TestSeries.values(series.build(), Features.patterns().consecutive("x", most));
    }

    private static TimeSeries highs(double... highs) {
        TimeSeries.Builder bars = TimeSeries.builder("high", "low", "close").id("bars");
        for (int i = 0; i < highs.length; i++) {
            bars.add(i, highs[i], highs[i] - 1, 0.5);
        }
        return bars.build();
    }

    private static double[] resistance(TimeSeries bars, int k, int n) {
        double[] distance =
                TestSeries.values(bars, Features.patterns().pivots(k, n).output("resistance"));
        for (int i = 0; i < distance.length; i++) {
            distance[i] = 0.5 * (1 + distance[i]);
        }
        return distance;
    }
}
