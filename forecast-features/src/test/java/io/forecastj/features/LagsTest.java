package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.TimeSeries;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LagsTest {
    private static final double NAN = Double.NaN;

    @Test
    void aSeasonalLagIsALagOfSeasons() {
        assertThat(Features.lags().seasonalLag("y", 24, 7)).isEqualTo(Features.lag("y", 168));
        assertThatThrownBy(() -> Features.lags().seasonalLag("y", 0, 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("season and seasons must be at least 1 and their product at most 1000000, found 0 and 7");
        assertThatThrownBy(() -> Features.lags().seasonalLag("y", 1_000_000, 1_000_000))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void differencesOfDifferencesAndStatisticsOfLagsAreMadeByNesting() {
        double[] y = IntStream.range(0, 60).mapToDouble(i -> i * i % 17).toArray();
        FeaturePipeline pipeline = FeaturePipeline.of(
                Features.difference(Features.difference("y", 12), 1),
                Features.rolling().mean(Features.lag("y", 12), 3),
                Features.rolling().std(Features.difference("y", 12), 3));
        assertThat(pipeline.warmup()).isEqualTo(14);
        double[][] rows = pipeline.rows(TestSeries.column("y", y));
        for (int r = 14; r < y.length; r++) {
            assertThat(rows[r][0]).isEqualTo(y[r] - y[r - 12] - (y[r - 1] - y[r - 13]));
            assertThat(rows[r][1]).isCloseTo((y[r - 12] + y[r - 13] + y[r - 14]) / 3, within(1e-12));
            double[] changes = {y[r - 2] - y[r - 14], y[r - 1] - y[r - 13], y[r] - y[r - 12]};
            assertThat(rows[r][2]).isCloseTo(Direct.std(changes), within(1e-9));
        }
    }

    @Test
    void theValueAsOfADayBeforeIsTheLastOneThen() {
        TimeSeries series = hours(new double[] {0, 5, 24, 26, 29, 48, 60, 100}, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(asOf(series, 24, 3, 4))
                .as("0 h for 24, 5 h is not there at 26, 5 h for 29, 24 h for 48, 29 h is too old for 60")
                .containsExactly(NAN, NAN, NAN, NAN, 2, 3, NAN, NAN);
        assertThat(asOf(series, 24, 7, 4)).containsExactly(NAN, NAN, NAN, NAN, 2, 3, 5, NAN);
        assertThat(asOf(series, 24, 0, 3)).containsExactly(NAN, NAN, NAN, NAN, 2, 3, NAN, NAN);
    }

    @Test
    void aMissingValueIsPassedOverAsIfItsRowWereNot() {
        TimeSeries series = hours(new double[] {0, 1, 2, 3, 4, 5, 6}, 1, NAN, NAN, 4, 5, 6, 7);
        assertThat(asOf(series, 1, 1, 2)).containsExactly(NAN, NAN, 1, NAN, 4, 5, 6);
        assertThat(asOf(series, 1, 2, 3)).containsExactly(NAN, NAN, NAN, 1, 4, 5, 6);
    }

    @Test
    void aValueFartherBackThanTheRowsIsNotFound() {
        TimeSeries series = hours(new double[] {0, 0.1, 0.2, 0.3, 0.4, 1, 1.1, 2.5}, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(asOf(series, 1, 1, 2)).containsExactly(NAN, NAN, NAN, NAN, NAN, NAN, NAN, 7);
        assertThat(asOf(series, 1, 1, 5)).containsExactly(NAN, NAN, NAN, NAN, NAN, 1, 2, 7);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 40})
    void asOfAgreesWithALookBackOverTheRows(int rows) {
        Random random = new Random(rows);
        int length = 2_000;
        double[] hours = new double[length];
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            hours[i] = (i == 0 ? 0 : hours[i - 1]) + 0.25 * (1 + random.nextInt(8));
            values[i] = random.nextInt(6) == 0 ? NAN : i;
        }
        double[] actual = asOf(hours(hours, values), 4, 3, rows);
        double[] expected = new double[length];
        int first = IntStream.range(0, length)
                .filter(i -> !Double.isNaN(values[i]))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < length; i++) {
            expected[i] = NAN;
            for (int k = Math.max(0, i - rows); i >= first + rows && k < i; k++) {
                boolean due = hours[k] <= hours[i] - 4;
                if (due && !Double.isNaN(values[k])) {
                    expected[i] = hours[k] >= hours[i] - 7 ? values[k] : NAN;
                }
            }
        }
        assertThat(actual).as("seed %d", rows).isEqualTo(expected);
    }

    @Test
    void refusesTimesThatAreNone() {
        assertThatThrownBy(() -> Features.lags().asOf("y", Duration.ZERO, Duration.ZERO, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("asOf: before must be a number from 0.001 to 10000000000, found 0.0");
        assertThatThrownBy(() -> Features.lags().asOf("y", Duration.ofDays(1), Duration.ofMillis(-1), 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("staleness must be a number from 0");
        assertThat(Features.lags().asOf("y", Duration.ofHours(24), Duration.ofMillis(90_500), 3))
                .hasToString("asOf(y,86400,90.5,3)");
    }

    @Test
    void theExponentialDeviationIsThatOfTheExponentialWeights() {
        int n = 20;
        double alpha = 2.0 / (n + 1);
        Random random = new Random(12);
        double[] y = IntStream.range(0, 20_000)
                .mapToDouble(i -> 1e6 + 1e-3 * random.nextGaussian())
                .toArray();
        double[][] rows = FeaturePipeline.of(
                        Features.rolling().ewMean("y", n), Features.rolling().ewStd("y", n))
                .rows(TestSeries.column("y", y));
        for (int r = 1_000; r < y.length; r += 499) {
            double mean = 0;
            for (int k = 0; k < 800; k++) {
                mean += alpha * Math.pow(1 - alpha, k) * (y[r - k] - y[r]);
            }
            double variance = 0;
            for (int k = 0; k < 800; k++) {
                variance += alpha * Math.pow(1 - alpha, k) * Math.pow(y[r - k] - y[r] - mean, 2);
            }
            assertThat(rows[r][0]).as("mean, seed 12, row %d", r).isCloseTo(y[r] + mean, within(1e-9 * 1e6));
            assertThat(rows[r][1])
                    .as("deviation, seed 12, row %d", r)
                    .isCloseTo(Math.sqrt(variance), within(1e-9 * Math.sqrt(variance)));
        }
    }

    @Test
    void exponentialAndExpandingStatisticsPassAMissingValueOver() {
        double[] y = new Random(13).doubles(400).toArray();
        double[] gap = IntStream.range(0, 401)
                .mapToDouble(i -> i == 300 ? NAN : y[i < 300 ? i : i - 1])
                .toArray();
        FeaturePipeline pipeline = FeaturePipeline.of(
                Features.rolling().ewStd("y", 5), Features.rolling().expandingMean("y"));
        double[][] rows = pipeline.rows(TestSeries.column("y", y));
        double[][] gapped = pipeline.rows(TestSeries.column("y", gap));
        assertThat(gapped[300]).containsExactly(NAN, NAN);
        assertThat(gapped[400]).isEqualTo(rows[399]);
        assertThat(rows[399][1]).isCloseTo(Arrays.stream(y).average().orElseThrow(), within(1e-12));
    }

    private static TimeSeries hours(double[] hours, double... values) {
        TimeSeries.Builder series = TimeSeries.builder("y").id("hours");
        for (int i = 0; i < hours.length; i++) {
            series.add(Math.round(hours[i] * 3_600_000), values[i]);
        }
        return series.build();
    }

    private static double[] asOf(TimeSeries series, int before, int staleness, int rows) {
        Feature feature = Features.lags().asOf("y", Duration.ofHours(before), Duration.ofHours(staleness), rows);
        return Arrays.stream(FeaturePipeline.of(feature).rows(series))
                .mapToDouble(row -> row[0])
                .toArray();
    }
}
