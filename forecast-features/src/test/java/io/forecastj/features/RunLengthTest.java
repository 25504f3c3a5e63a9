package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.forecastj.TimeSeries;
import java.util.Random;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunLengthTest {
    private static final double HAZARD = 0.01;

    /** The whole recursion of Adams and MacKay with every run that there may be, from the sums of its values. */
    private static double[][] exact(double[] x) {
        double[][] posterior = new double[x.length][];
        double[] before = {1};
        for (int t = 0; t < x.length; t++) {
            double[] now = new double[before.length + 1];
            double sum = 0;
            for (int length = 0; length < before.length; length++) {
                now[length + 1] = before[length] * (1 - HAZARD) * student(x, t - length, t);
                now[0] += before[length] * HAZARD * student(x, t - length, t);
                sum += now[length + 1];
            }
            sum += now[0];
            for (int length = 0; length < now.length; length++) {
                now[length] /= sum;
            }
            posterior[t] = now;
            before = now;
        }
        return posterior;
    }

    /** The density of x[to] after x[from] to x[to - 1]: Murphy 2007, equations 86 to 89 and 110. */
    private static double student(double[] x, int from, int to) {
        double n = to - from;
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += x[i];
        }
        double mean = n == 0 ? 0 : sum / n;
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += (x[i] - mean) * (x[i] - mean);
        }
        double kappa = 1 + n;
        double mu = sum / kappa;
        double alpha = 1 + n / 2;
        double beta = 1 + 0.5 * squares + 0.5 * n * mean * mean / kappa;
        double scale = beta * (kappa + 1) / (alpha * kappa);
        double z = (x[to] - mu) * (x[to] - mu) / (2 * alpha * scale);
        return Math.exp(Gamma.logGamma(alpha + 0.5) - Gamma.logGamma(alpha))
                / Math.sqrt(2 * alpha * Math.PI * scale)
                * Math.pow(1 + z, -alpha - 0.5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isTheExactPosteriorWhileAllRunsAreKept(long seed) {
        double[] x = changing(seed, 120);
        double[][] posterior = exact(x);
        RunLength runs = new RunLength(1, HAZARD, 200);
        for (int t = 0; t < x.length; t++) {
            runs.take(x[t]);
            for (int length = 0; length < posterior[t].length; length++) {
                assertThat(runs.probability(length))
                        .as("length %d at row %d, seed %d", length, t, seed)
                        .isCloseTo(posterior[t][length], offset(1e-9));
            }
        }
    }

    /** 30 runs where the exact posterior has up to 400. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void staysCloseToTheExactPosteriorWhenRunsAreMerged(long seed) {
        int n = 30;
        double[] x = changing(seed, 400);
        double[][] posterior = exact(x);
        double[][] rows = FeaturePipeline.of(Features.market().runLength(Features.column("x"), HAZARD, n))
                .rows(TestSeries.column("x", x));
        for (int t = n; t < x.length; t++) {
            double mean = 0;
            int mode = 0;
            for (int length = 0; length < posterior[t].length; length++) {
                mean += Math.min(n, length) * posterior[t][length];
                mode = posterior[t][length] > posterior[t][mode] ? length : mode;
            }
            assertThat(rows[t][1]).as("mean at row %d, seed %d", t, seed).isCloseTo(mean, offset(0.5));
            if (posterior[t][mode] > 0.5) {
                assertThat(rows[t][0]).as("mode at row %d, seed %d", t, seed).isEqualTo(Math.min(n, mode));
            }
        }
    }

    @Test
    void findsAChangeAFewRowsLater() {
        double[] x = changing(7, 320);
        double[] mode = TestSeries.values(
                TestSeries.column("x", x),
                Features.market().runLength(Features.column("x"), HAZARD, 50).output("mode"));
        assertThat(mode[75]).as("before the change at 80, capped (seed 7)").isEqualTo(50);
        for (int t = 90; t < 130; t++) {
            assertThat(mode[t]).as("row %d, seed 7", t).isCloseTo(t - 79.0, offset(2.0));
        }
    }

    @Test
    void aLongRunKeepsItsDigits() {
        RunLength runs = new RunLength(1, 1e-6, 2);
        Random random = new Random(12);
        int n = 200_000;
        double sum = 0;
        double squares = 0;
        for (int t = 0; t < n; t++) {
            double x = random.nextGaussian();
            runs.take(x);
            sum += x;
            squares += x * x;
        }
        double kappa = 1 + n;
        double alpha = 1 + n / 2.0;
        double beta = 1 + 0.5 * (squares - sum * sum / kappa);
        double spread = 2 * beta * (kappa + 1) / kappa;
        double mu = sum / kappa;
        double expected = Math.exp(Gamma.logGamma(alpha + 0.5) - Gamma.logGamma(alpha))
                / Math.sqrt(Math.PI * spread)
                * Math.pow(1 + (0.5 - mu) * (0.5 - mu) / spread, -alpha - 0.5);
        assertThat(runs.mode()).isEqualTo(n);
        assertThat(runs.take(0.5)).as("seed 12").isCloseTo(expected, offset(2e-6));
    }

    @Test
    void startsOverAfterAValueThatNoRunExplains() {
        double[] x = changing(2, 60);
        x[20] = 1e200;
        double[] mode = TestSeries.values(
                TestSeries.column("x", x),
                Features.market().runLength(Features.column("x"), HAZARD, 10).output("mode"));
        assertThat(mode[20]).isZero();
        assertThat(mode[25]).isEqualTo(5);
    }

    @Test
    void passesOverAMissingValue() {
        double[] x = changing(2, 60);
        double[] gap = new double[61];
        System.arraycopy(x, 0, gap, 0, 30);
        gap[30] = Double.NaN;
        System.arraycopy(x, 30, gap, 31, 30);
        Feature mean =
                Features.market().runLength(Features.column("x"), HAZARD, 10).output("mean");
        double[] without = TestSeries.values(TestSeries.column("x", x), mean);
        double[] with = TestSeries.values(TestSeries.column("x", gap), mean);
        assertThat(with[30]).isNaN();
        assertThat(with[60]).isEqualTo(without[59]);
    }

    @Test
    void isNearlyForgottenWhatWasBeforeEightWindows() {
        int n = 50;
        TimeSeries bars = TestSeries.sp500();
        Feature runs = Features.market()
                .runLength(Features.transforms().standardScale(Features.price().logReturns("close", 1)), HAZARD, n);
        FeaturePipeline pipeline = Kinds.pipeline(runs, bars);
        double[][] whole = pipeline.rows(bars);
        int modes = 0;
        int count = 0;
        double apart = 0;
        for (int t = 1_000; t < bars.length(); t += 41) {
            double[][] cut = pipeline.rows(bars.slice(t - 8 * n, t + 1));
            modes += cut[8 * n][0] == whole[t][0] ? 1 : 0;
            apart += Math.abs(cut[8 * n][1] - whole[t][1]);
            count++;
        }
        assertThat(modes).as("rows of %d with the same mode", count).isGreaterThan((int) (0.95 * count));
        assertThat(apart / count).as("mean distance of the means").isLessThan(0.5);
    }

    /** Normal values whose mean and deviation change every 80 rows. */
    private static double[] changing(long seed, int rows) {
        Random random = new Random(seed);
        double[] x = new double[rows];
        for (int t = 0; t < rows; t++) {
            int stretch = t / 80 % 4;
            double mean = new double[] {0, 3, 3, -2}[stretch];
            double std = new double[] {1, 1, 4, 0.5}[stretch];
            x[t] = mean + std * random.nextGaussian();
        }
        return x;
    }
}
