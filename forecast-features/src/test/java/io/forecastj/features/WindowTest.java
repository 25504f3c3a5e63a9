package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Window statistics against the plain computation over the rows of each window. */
class WindowTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20, 64})
    void agreesWithThePlainComputation(int n) {
        Random random = new Random(n);
        compare(n, 3_000, 1, "seed " + n, i -> switch ((int) (i / 150) % 5) {
            case 0 -> random.nextGaussian();
            case 1 -> 5;
            case 2 -> random.nextInt(20) == 0 ? Double.NaN : random.nextGaussian();
            case 3 -> random.nextInt(30) == 0 ? 1e9 * random.nextGaussian() : 1e-3 * random.nextGaussian();
            default -> 1e6 + 1e-3 * random.nextGaussian();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 1_000})
    void doesNotDriftOverAMillionRowsFarFromZero(int n) {
        Random random = new Random(2);
        compare(n, 1_000_000, 9_973, "seed 2", i -> 1e6 + 1e-3 * random.nextGaussian());
    }

    @Test
    void forgetsASpikeWithTheRowItCameIn() {
        Random random = new Random(4);
        compare(50, 5_000, 1, "seed 4", i -> i % 333 == 0 ? 1e12 : 1e-3 * random.nextGaussian());
    }

    private static void compare(int n, int rows, int step, String seed, DoubleUnaryOperator values) {
        FeaturePipeline pipeline = FeaturePipeline.of(
                Features.rolling().mean("x", n),
                Features.rolling().min("x", n),
                Features.rolling().max("x", n),
                Moments.KIND.of(Features.column("x"), n));
        FeatureStream stream = pipeline.open(pipeline.inputs());
        double[] window = new double[n];
        Arrays.fill(window, Double.NaN);
        double[] row = new double[1];
        double[] out = new double[6];
        for (int i = 0; i < rows; i++) {
            row[0] = values.applyAsDouble(i);
            window[i % n] = row[0];
            stream.update(i, row);
            if (i % step == 0 || i > rows - 100) {
                stream.write(out, 0);
                check(out, window, row[0], seed + ", row " + i + ", window " + n);
            }
        }
    }

    private static void check(double[] out, double[] window, double last, String where) {
        double origin = window[0];
        double mean = 0;
        for (double x : window) {
            mean += (x - origin) / window.length;
        }
        double squares = 0;
        for (double x : window) {
            squares += (x - origin - mean) * (x - origin - mean);
        }
        double std = Math.sqrt(squares / window.length);
        double size = Arrays.stream(window).map(Math::abs).max().orElseThrow();
        close(out[0], origin + mean, size, where + ", mean");
        close(out[1], Arrays.stream(window).reduce(Double.MAX_VALUE, Math::min), 0, where + ", min");
        close(out[2], Arrays.stream(window).reduce(-Double.MAX_VALUE, Math::max), 0, where + ", max");
        close(out[3], origin + mean, size, where + ", mean of moments");
        close(out[4], std, std, where + ", std");
        close(out[5], std == 0 ? 0 : (last - origin - mean) / std, 1, where + ", zscore");
    }

    private static void close(double actual, double expected, double size, String where) {
        if (Double.isNaN(expected)) {
            assertThat(actual).as(where).isNaN();
        } else {
            assertThat(actual).as(where).isCloseTo(expected, within(1e-9 * size));
        }
    }
}
