package io.forecastj.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Golden;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbabilisticMetricsTest {
    private static final double RELATIVE = 1e-12;

    private final double[] actual = Golden.array("/prob/in/y");
    private final double[] levels = Golden.array("/prob/in/taus");
    private final double[][] quantiles = rows("/prob/in/Q");
    private final double[] lower = column(0);
    private final double[] upper = column(2);

    private double[][] rows(String pointer) {
        double[][] rows = new double[actual.length][];
        Arrays.setAll(rows, i -> Golden.array(pointer + "/" + i));
        return rows;
    }

    private double[] column(int index) {
        return Arrays.stream(quantiles).mapToDouble(row -> row[index]).toArray();
    }

    private static void assertGolden(double found, String name) {
        double expected = Golden.number("/prob/out/" + name);
        assertThat(found).as(name).isCloseTo(expected, within(RELATIVE * Math.abs(expected)));
    }

    @Test
    void pinballLossAndItsMeanAgreeWithTheReference() {
        assertGolden(ProbabilisticMetrics.pinball(actual, column(0), 0.1), "pinball/0.1");
        assertGolden(ProbabilisticMetrics.pinball(actual, column(1), 0.5), "pinball/0.5");
        assertGolden(ProbabilisticMetrics.pinball(actual, column(2), 0.9), "pinball/0.9");
        assertGolden(ProbabilisticMetrics.crps(actual, levels, quantiles), "quantile_CRPS_2x_mean_pinball");
    }

    @Test
    void intervalScoresAgreeWithTheReference() {
        assertGolden(ProbabilisticMetrics.coverage(actual, lower, upper), "coverage");
        assertGolden(ProbabilisticMetrics.meanWidth(lower, upper), "mean_width");
        assertGolden(ProbabilisticMetrics.winkler(actual, lower, upper, 0.8), "mean_winkler");
        for (int i = 0; i < actual.length; i++) {
            double[] y = {actual[i]};
            double[] low = {lower[i]};
            double[] high = {upper[i]};
            assertGolden(ProbabilisticMetrics.winkler(y, low, high, 0.8), "winkler/" + i);
        }
    }

    @Test
    void scoresOfSamplesAgreeWithTheReference() {
        double[][] samples = rows("/prob/in/ens");
        double sum = 0;
        double fair = 0;
        for (int i = 0; i < actual.length; i++) {
            assertGolden(ProbabilisticMetrics.crpsOfSample(actual[i], samples[i]), "crps_ensemble_each/" + i);
            sum += ProbabilisticMetrics.crpsOfSample(actual[i], samples[i]);
            fair += ProbabilisticMetrics.fairCrpsOfSample(actual[i], samples[i]);
        }
        assertGolden(sum / actual.length, "crps_ensemble_mean");
        assertGolden(fair / actual.length, "crps_fair_mean");
    }

    @Test
    void theScoreOfANormalAgreesWithTheReference() {
        assertGolden(ProbabilisticMetrics.crpsOfNormal(0, 0, 1), "crps_normal_y0_mu0_s1");
        assertGolden(ProbabilisticMetrics.crpsOfNormal(1.5, 0.2, 2), "crps_normal_y1.5_mu0.2_s2");
    }

    @Test
    void farFromANormalTheScoreIsTheDistanceLessAConstant() {
        for (double z : new double[] {8.4, 8.6, 40, 1e6}) {
            double expected = z - 1 / Math.sqrt(Math.PI);
            assertThat(ProbabilisticMetrics.crpsOfNormal(z, 0, 1)).isCloseTo(expected, within(1e-12 * z));
            assertThat(ProbabilisticMetrics.crpsOfNormal(-z, 0, 1)).isCloseTo(expected, within(1e-12 * z));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theWinklerScoreIsThePinballLossOfBothEndsTimesTwoOverTheMiss(long seed) {
        Random random = new Random(seed);
        double[] y = random.doubles(50, -3, 3).toArray();
        double[] low = random.doubles(50, -2, 0).toArray();
        double[] high = random.doubles(50, 0, 2).toArray();
        double expected =
                2 / 0.1 * (ProbabilisticMetrics.pinball(y, low, 0.05) + ProbabilisticMetrics.pinball(y, high, 0.95));
        assertThat(ProbabilisticMetrics.winkler(y, low, high, 0.9))
                .as("seed " + seed)
                .isCloseTo(expected, within(1e-12 * expected));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theScoreOfASampleIsThatOfAllItsPairs(long seed) {
        Random random = new Random(seed);
        double[] sample = random.doubles(20, -3, 3).toArray();
        double spread = 0;
        for (double x : sample) {
            spread += Arrays.stream(sample).map(other -> Math.abs(x - other)).sum();
        }
        double distance =
                Arrays.stream(sample).map(x -> Math.abs(x - 0.7)).average().orElseThrow();
        assertThat(ProbabilisticMetrics.crpsOfSample(0.7, sample))
                .as("seed " + seed)
                .isCloseTo(distance - spread / (2 * 20 * 20), within(1e-12));
        assertThat(ProbabilisticMetrics.fairCrpsOfSample(0.7, sample))
                .as("seed " + seed)
                .isCloseTo(distance - spread / (2 * 20 * 19), within(1e-12));
    }

    @Test
    void endsOfAnIntervalAreInside() {
        assertThat(ProbabilisticMetrics.coverage(
                        new double[] {1, 2, 3}, new double[] {1, 1, 1}, new double[] {2, 2, 2}))
                .isEqualTo(2 / 3.0);
    }

    @Test
    void aMissingValueMakesEveryScoreMissing() {
        double[] hole = {1, Double.NaN};
        double[] low = {0, 0};
        double[] high = {2, 2};
        assertThat(ProbabilisticMetrics.pinball(hole, low, 0.1)).isNaN();
        assertThat(ProbabilisticMetrics.crps(hole, new double[] {0.5}, new double[][] {{1}, {1}}))
                .isNaN();
        assertThat(ProbabilisticMetrics.coverage(hole, low, high)).isNaN();
        assertThat(ProbabilisticMetrics.coverage(high, hole, high)).isNaN();
        assertThat(ProbabilisticMetrics.meanWidth(hole, high)).isNaN();
        assertThat(ProbabilisticMetrics.winkler(hole, low, high, 0.8)).isNaN();
        assertThat(ProbabilisticMetrics.winkler(high, low, hole, 0.8)).isNaN();
        assertThat(ProbabilisticMetrics.crpsOfSample(Double.NaN, 1, 2)).isNaN();
        assertThat(ProbabilisticMetrics.crpsOfSample(1, 1, Double.NaN)).isNaN();
        assertThat(ProbabilisticMetrics.crpsOfNormal(Double.NaN, 0, 1)).isNaN();
        assertThat(ProbabilisticMetrics.crpsOfNormal(0, 0, Double.NaN)).isNaN();
    }

    @Test
    void badInputIsRefusedWithTheValue() {
        double[] one = {1};
        double[] two = {2};
        assertThatThrownBy(() -> ProbabilisticMetrics.pinball(one, new double[2], 0.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected two arrays of one length of at least 1, found 1 and 2");
        assertThatThrownBy(() -> ProbabilisticMetrics.pinball(one, one, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a level must lie between 0 and 1, found 1.0");
        assertThatThrownBy(() -> ProbabilisticMetrics.winkler(one, one, two, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a nominal coverage must lie between 0 and 1, found NaN");
        assertThatThrownBy(() -> ProbabilisticMetrics.coverage(one, two, one))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("interval 0 has its lower end 2.0 above its upper end 1.0");
        assertThatThrownBy(() -> ProbabilisticMetrics.crpsOfSample(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a sample needs at least 1 value, found none");
        assertThatThrownBy(() -> ProbabilisticMetrics.fairCrpsOfSample(1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 2 values, found 1");
        assertThatThrownBy(() -> ProbabilisticMetrics.crpsOfNormal(1, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a standard deviation must be greater than 0, found 0.0");
    }
}
