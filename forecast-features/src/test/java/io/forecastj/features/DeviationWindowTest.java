package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of distances, and the index that needs them, against the plain computation. */
class DeviationWindowTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 65, 600})
    void sumsTheDistancesFromAnyNumber(int n) {
        Random random = new Random(n);
        List<IntToDoubleFunction> series = List.of(
                i -> random.nextGaussian(),
                i -> random.nextInt(4),
                i -> i,
                i -> -i,
                i -> 5,
                i -> 1e6 + 1e-3 * random.nextGaussian(),
                i -> random.nextInt(n + 1) == 0 ? 1e12 * random.nextGaussian() : 1e-3 * random.nextGaussian(),
                i -> random.nextInt(10) == 0 ? Double.NaN : random.nextInt(50));
        for (int k = 0; k < series.size(); k++) {
            double[] x = new double[4 * n + 20];
            Arrays.setAll(x, series.get(k));
            DeviationWindow window = new DeviationWindow(n);
            for (int i = 0; i < x.length; i++) {
                boolean full = window.add(x[i]);
                double[] present = Arrays.stream(x, Math.max(0, i - n + 1), i + 1)
                        .filter(v -> !Double.isNaN(v))
                        .toArray();
                assertThat(full).isEqualTo(present.length == n);
                double middle = Arrays.stream(present).average().orElse(0);
                for (double centre : new double[] {middle, x[i], middle + 1}) {
                    double expected = Arrays.stream(present)
                            .map(v -> Math.abs(v - centre))
                            .sum();
                    if (!Double.isNaN(centre)) {
                        assertThat(window.sumOfDistances(centre))
                                .as("series %d of seed %d, row %d, centre %s", k, n, i, centre)
                                .isCloseTo(expected, within(1e-11 * expected));
                    }
                }
            }
        }
    }

    @Test
    void doesNotDriftFarFromZero() {
        checkDrift(600, 60_000, 997);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {20, 1_000, 10_000})
    void doesNotDriftOverAMillionRowsFarFromZero(int n) {
        checkDrift(n, 1_000_000, 9_973);
    }

    private static void checkDrift(int n, int rows, int step) {
        Random random = new Random(8);
        DeviationWindow window = new DeviationWindow(n);
        double[] last = new double[n];
        for (int i = 0; i < rows; i++) {
            last[i % n] = 1e6 + 1e-3 * random.nextGaussian();
            window.add(last[i % n]);
            if (i >= n && i % step == 0) {
                double centre = last[i % n];
                double expected =
                        Arrays.stream(last).map(v -> Math.abs(v - centre)).sum();
                assertThat(window.sumOfDistances(centre))
                        .as("row %d, window %d, seed 8", i, n)
                        .isCloseTo(expected, within(1e-9 * expected));
            }
        }
    }

    @Test
    void theIndexOfALargeWindowIsThePlainOne() {
        int n = Cci.LARGEST_SUMMED + 1;
        TimeSeries bars = TestSeries.bars(5, 2 * n + 700);
        double[] cci = TestSeries.values(bars, Features.momentum().cci(n));
        double[] price = TestSeries.values(bars, Features.price().typicalPrice());
        for (int i = n - 1; i < cci.length; i++) {
            double[] window = Arrays.copyOfRange(price, i - n + 1, i + 1);
            double mean = Arrays.stream(window).average().orElseThrow();
            double deviation =
                    Arrays.stream(window).map(p -> Math.abs(p - mean)).average().orElseThrow();
            double expected = (price[i] - mean) / (0.015 * deviation);
            assertThat(cci[i])
                    .as("seed 5, row %d", i)
                    .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
        }
        assertThat(cci[n - 2]).isNaN();
    }

    @Test
    void aCopyOfALargeIndexGoesItsOwnWay() {
        int n = Cci.LARGEST_SUMMED + 1;
        TimeSeries bars = TestSeries.bars(6, n + 200);
        FeaturePipeline pipeline = FeaturePipeline.of(Features.momentum().cci(n));
        double[][] rows = pipeline.rows(bars);
        FeatureStream stream = pipeline.open(bars.columns());
        double[] out = new double[1];
        for (int r = 0; r < rows.length; r++) {
            FeatureStream ahead = r % 40 == 0 ? stream.copy() : stream;
            if (ahead != stream) {
                for (int k = 0; k < 30; k++) {
                    ahead.update(bars.timestamp(r) + k, new double[] {1, 1e3 * k, 1, 1, k % 7 == 0 ? Double.NaN : 1});
                }
            }
            double[] row = new double[5];
            for (int c = 0; c < row.length; c++) {
                row[c] = bars.value(r, c);
            }
            stream.update(bars.timestamp(r), row);
            stream.write(out, 0);
            assertThat(out).as("seed 6, row %d", r).isEqualTo(rows[r]);
        }
    }
}
