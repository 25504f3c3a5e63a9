package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rolling regression against the two-pass computation over the rows of each window. */
class LinearRegressionTest {
    private static final double LEVEL = 1e6;
    private static final double SPREAD = 1e-3;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 20, 64})
    void agreesWithTheTwoPassComputation(int n) {
        Random random = new Random(n);
        compare(n, 3_000, 1, "seed " + n, i -> switch (i / 150 % 5) {
            case 0 -> random.nextGaussian();
            case 1 -> 5;
            case 2 -> random.nextInt(20) == 0 ? Double.NaN : random.nextGaussian();
            case 3 -> random.nextInt(30) == 0 ? 1e9 * random.nextGaussian() : 1e-3 * random.nextGaussian();
            default -> LEVEL + i + SPREAD * random.nextGaussian();
        });
    }

    @Test
    void doesNotDriftFarFromZero() {
        Random random = new Random(5);
        compare(60, 100_000, 97, "seed 5", i -> LEVEL + SPREAD * random.nextGaussian());
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {5, 60, 1_000})
    void doesNotDriftOverAMillionRowsFarFromZero(int n) {
        Random random = new Random(6);
        compare(n, 1_000_000, 997, "seed 6", i -> LEVEL + SPREAD * random.nextGaussian());
    }

    @Test
    void isExactOnALine() {
        compare(10, 100, 1, "a line", i -> 3 - 0.25 * i);
        double[] row = last(10, i -> 3 - 0.25 * i);
        assertThat(row).containsExactly(-0.25, 1, 0);
    }

    @Test
    void findsNoTrendWhereNothingVaries() {
        assertThat(last(10, i -> 0.1)).containsExactly(0, 0, 0);
    }

    private static double[] last(int n, IntToDoubleFunction values) {
        double[] x = new double[3 * n];
        Arrays.setAll(x, values);
        double[][] rows =
                FeaturePipeline.of(Features.trend().linearRegression("x", n)).rows(TestSeries.column("x", x));
        return rows[rows.length - 1];
    }

    private static void compare(int n, int rows, int step, String what, IntToDoubleFunction values) {
        FeatureStream stream =
                FeaturePipeline.of(Features.trend().linearRegression("x", n)).open(java.util.List.of("x"));
        double[] ring = new double[n];
        double[] row = new double[1];
        double[] out = new double[3];
        for (int i = 0; i < rows; i++) {
            row[0] = values.applyAsDouble(i);
            ring[i % n] = row[0];
            stream.update(i, row);
            if (i >= n - 1 && (i % step == 0 || i > rows - 100)) {
                stream.write(out, 0);
                check(out, ring, i, what + ", row " + i + ", window " + n);
            }
        }
    }

    private static void check(double[] actual, double[] ring, int last, String what) {
        int n = ring.length;
        double mean = Arrays.stream(ring).map(x -> x - ring[0]).sum() / n; // from a row of the window, which is exact
        double products = 0;
        double squares = 0;
        double deviation = 0;
        for (int k = 0; k < n; k++) {
            deviation = ring[(last + 1 + k) % n] - ring[0] - mean;
            products += (k - 0.5 * (n - 1)) * deviation;
            squares += deviation * deviation;
        }
        double spread = n * ((double) n * n - 1) / 12;
        double slope = products / spread;
        double std = Math.sqrt(squares / n);
        // relative to what the slope and the residual would be if all the variation was theirs
        assertThat(actual[0]).as("slope, %s", what).isCloseTo(slope, near(std * Math.sqrt(n / spread), slope));
        assertThat(actual[1])
                .as("r2, %s", what)
                .isCloseTo(squares == 0 ? 0 : products * slope / squares, near(1, squares));
        assertThat(actual[2])
                .as("residual, %s", what)
                .isCloseTo(deviation - slope * 0.5 * (n - 1), near(std, deviation));
    }

    /** NaN is only near to NaN. */
    private static org.assertj.core.data.Offset<Double> near(double scale, double value) {
        return within(Double.isNaN(value) ? 0.0 : 1e-9 * scale);
    }
}
