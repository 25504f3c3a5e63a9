package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The statistics of windows against the plain computation over the rows of each window. */
class RollingTest {
    private static final RollingFeatures ROLLING = Features.rolling();

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 20, 64, 250})
    void agreesWithThePlainComputation(int n) {
        compare(n, 3_000, 1, rough(new Random(n)), "seed " + n);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 1_000})
    void doesNotDriftFarFromZero(int n) {
        Random random = new Random(2);
        compare(n, 60_000, 997, i -> 1e6 + 1e-3 * random.nextGaussian(), "seed 2");
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {20, 1_000, 10_000})
    void doesNotDriftOverAMillionRowsFarFromZero(int n) {
        Random random = new Random(3);
        compare(n, 1_000_000, 9_973, i -> 1e6 + 1e-3 * random.nextGaussian(), "seed 3");
    }

    @Test
    void keepsItsDigitsOnATrend() {
        Random random = new Random(5);
        compare(100, 20_000, 101, i -> 1e6 + 1e-3 * i + 1e-3 * random.nextGaussian(), "seed 5");
    }

    @Test
    void forgetsASpikeWithTheRowItCameIn() {
        Random random = new Random(4);
        compare(50, 5_000, 1, i -> i % 333 == 0 ? 1e12 : 1e-3 * random.nextGaussian(), "seed 4");
    }

    @Test
    void hasNoShapeAndNoCorrelationWhereNothingVaries() {
        FeaturePipeline pipeline = FeaturePipeline.of(
                ROLLING.skew("x", 5),
                ROLLING.kurtosis("x", 5),
                ROLLING.correlation("x", "y", 5),
                ROLLING.beta("x", "y", 5),
                ROLLING.beta("y", "x", 5),
                ROLLING.covariance("x", "y", 5));
        FeatureStream stream = pipeline.open(List.of("x", "y"));
        double[] out = new double[6];
        for (int i = 0; i < 23; i++) {
            stream.update(i, new double[] {0.1, i * 0.1});
            stream.write(out, 0);
        }
        assertThat(out).containsExactly(Double.NaN, Double.NaN, Double.NaN, 0, Double.NaN, 0);
    }

    @Test
    void isMissingWhileAMissingValueIsInTheWindow() {
        for (Feature feature : features(6)) {
            FeatureStream stream = FeaturePipeline.of(feature).open(List.of("x", "y"));
            Random random = new Random(8);
            int missing = feature.warmup() + 1;
            double[] out = new double[1];
            for (int i = 0; i < 100; i++) {
                double gap = i == 50 ? Double.NaN : 0;
                stream.update(i, new double[] {random.nextGaussian() + gap, random.nextGaussian()});
                stream.write(out, 0);
                assertThat(Double.isNaN(out[0]))
                        .as("%s is missing on row %d", feature, i)
                        .isEqualTo(i < feature.warmup() || i >= 50 && i < 50 + missing);
            }
        }
    }

    private static IntToDoubleFunction rough(Random random) {
        return i -> switch (i / 150 % 6) {
            case 0 -> random.nextGaussian();
            case 1 -> 5;
            case 2 -> random.nextInt(20) == 0 ? Double.NaN : random.nextGaussian();
            case 3 -> random.nextInt(30) == 0 ? 1e9 * random.nextGaussian() : 1e-3 * random.nextGaussian();
            case 4 -> random.nextInt(3);
            default -> 1e6 + 1e-3 * random.nextGaussian();
        };
    }

    private static List<Feature> features(int n) {
        return List.of(
                ROLLING.sum("x", n),
                ROLLING.sampleStd("x", n),
                ROLLING.skew("x", n),
                ROLLING.kurtosis("x", n),
                ROLLING.median("x", n),
                ROLLING.quantile("x", n, 0.2),
                ROLLING.rank("x", n),
                ROLLING.argmin("x", n),
                ROLLING.argmax("x", n),
                ROLLING.movement("x", n).output("rising"),
                ROLLING.movement("x", n).output("falling"),
                ROLLING.movement("x", n).output("gain"),
                ROLLING.movement("x", n).output("loss"),
                ROLLING.autocorrelation("x", n, 3),
                ROLLING.covariance("x", "y", n),
                ROLLING.correlation("x", "y", n),
                ROLLING.beta("x", "y", n));
    }

    private static void compare(int n, int rows, int step, IntToDoubleFunction values, String seed) {
        double[] x = new double[rows];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            x[i] = values.applyAsDouble(i);
            y[i] = i % 3 == 0 ? x[i] : values.applyAsDouble(i);
        }
        FeaturePipeline pipeline = FeaturePipeline.of(features(n));
        FeatureStream stream = pipeline.open(List.of("x", "y"));
        double[] row = new double[2];
        double[] out = new double[pipeline.columns().size()];
        for (int i = 0; i < rows; i++) {
            row[0] = x[i];
            row[1] = y[i];
            stream.update(i, row);
            if (i % step == 0 || i > rows - 20) {
                stream.write(out, 0);
                check(pipeline, out, x, y, i, n, seed);
            }
        }
    }

    private static void check(
            FeaturePipeline pipeline, double[] out, double[] x, double[] y, int i, int n, String seed) {
        double[] w = Direct.window(x, i, n);
        double[] v = Direct.window(y, i, n);
        double[] before = i < 3 ? new double[] {Double.NaN} : Direct.window(x, i - 3, n);
        double[] changes = Direct.changes(Direct.window(x, i, n + 1));
        double size = Arrays.stream(w).map(Math::abs).sum();
        double stdX = Direct.std(w);
        double stdY = Direct.std(v);
        double[][] expected = {
            {Direct.mean(w) * n, size},
            {Direct.sampleStd(w), stdX},
            {Direct.skew(w), 1 + Math.abs(Direct.skew(w))},
            {Direct.kurtosis(w), 1 + Math.abs(Direct.kurtosis(w))},
            {Direct.quantile(w, 0.5), 0},
            {Direct.quantile(w, 0.2), 0},
            {Direct.rank(w), 1e-6},
            {Direct.argmin(w) / n, 0},
            {Direct.argmax(w) / n, 0},
            {Direct.rising(changes), 1e-6},
            {Direct.falling(changes), 1e-6},
            {Direct.gain(changes), Direct.gain(changes)},
            {Direct.loss(changes), Direct.loss(changes)},
            {w.length < n || before.length < n ? Double.NaN : Direct.correlation(w, before), 1},
            {Direct.covariance(w, v), stdX * stdY},
            {Direct.correlation(w, v), 1},
            {Direct.beta(w, v), stdX / stdY}
        };
        for (int c = 0; c < expected.length; c++) {
            double value = expected[c][0];
            String where = pipeline.columns().get(c) + ", row " + i + ", " + seed;
            if (Double.isNaN(value)) {
                assertThat(out[c]).as(where).isNaN();
            } else {
                assertThat(out[c]).as(where).isCloseTo(value, within(1e-9 * expected[c][1]));
            }
        }
    }
}
