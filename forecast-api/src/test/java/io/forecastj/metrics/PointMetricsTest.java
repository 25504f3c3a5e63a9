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

class PointMetricsTest {
    private static final double RELATIVE = 1e-12;

    private final double[] actual = Golden.array("/point/in/y");
    private final double[] forecast = Golden.array("/point/in/f");
    private final double[] insample = Golden.array("/point/in/insample");
    private final double[] naive = Golden.array("/point/in/naive_one_step");

    private static void assertGolden(double found, String name) {
        double expected = Golden.number("/point/out/" + name);
        assertThat(found).as(name).isCloseTo(expected, within(RELATIVE * Math.abs(expected)));
    }

    @Test
    void errorsAgreeWithTheReference() {
        assertGolden(PointMetrics.bias(actual, forecast), "ME");
        assertGolden(PointMetrics.mae(actual, forecast), "MAE");
        assertGolden(PointMetrics.mse(actual, forecast), "MSE");
        assertGolden(PointMetrics.rmse(actual, forecast), "RMSE");
        assertGolden(PointMetrics.mape(actual, forecast), "MAPE_fraction");
        assertGolden(PointMetrics.smape(actual, forecast), "sMAPE_M4_0to2");
    }

    @Test
    void scaledErrorsAgreeWithTheReferenceForAPlainAndASeasonalScale() {
        assertGolden(PointMetrics.mase(actual, forecast, insample, 1), "MASE_m1");
        assertGolden(PointMetrics.mase(actual, forecast, insample, 4), "MASE_m4");
        assertGolden(PointMetrics.rmsse(actual, forecast, insample, 1), "RMSSE_m1");
        assertGolden(PointMetrics.rmsse(actual, forecast, insample, 4), "RMSSE_m4");
    }

    @Test
    void comparisonsWithPersistenceAgreeWithTheReference() {
        assertGolden(PointMetrics.r2VsPersistence(actual, forecast, naive), "R2_oos_vs_persistence");
        assertGolden(
                1 - PointMetrics.skill(PointMetrics.mae(actual, forecast), PointMetrics.mae(actual, naive)),
                "RelMAE_vs_persistence");
        assertGolden(PointMetrics.directionalAccuracy(actual, forecast, naive), "DirectionalAccuracy_all");
    }

    @Test
    void smapeCountsAZeroForecastOfAZeroAsExact() {
        assertThat(PointMetrics.smape(
                        Golden.array("/point_edge/smape_zero_zero/y"), Golden.array("/point_edge/smape_zero_zero/f")))
                .isZero();
    }

    @Test
    void mapeIsUndefinedAsSoonAsOneActualIsZero() {
        assertThat(PointMetrics.mape(
                        Golden.array("/point_edge/mape_with_zero_y/y"), Golden.array("/point_edge/mape_with_zero_y/f")))
                .isNaN();
    }

    @Test
    void scaledErrorsAreUndefinedWhenTheTrainingValuesAreConstant() {
        double[] constant = Golden.array("/point_edge/mase_const_insample/insample");
        double[] y = Golden.array("/point_edge/mase_const_insample/y");
        double[] f = Golden.array("/point_edge/mase_const_insample/f");

        assertThat(PointMetrics.mase(y, f, constant, 1)).isNaN();
        assertThat(PointMetrics.rmsse(y, f, constant, 1)).isNaN();
    }

    @Test
    void theLastValueLooksExcellentOnTheLevelsOfARandomWalkAndUselessOnItsChanges() {
        double[] walk = Golden.array("/level_R2_trap/y");
        double[] next = Arrays.copyOfRange(walk, 1, walk.length);
        double[] last = Arrays.copyOf(walk, walk.length - 1);
        double[] change = new double[next.length];
        Arrays.setAll(change, i -> next[i] - last[i]);

        // the R2 against the mean is the R2 against a reference that is always the mean
        assertThat(PointMetrics.r2VsPersistence(next, last, always(mean(next), next.length)))
                .isCloseTo(Golden.number("/level_R2_trap/persistence_R2_on_levels"), within(1e-12));
        assertThat(PointMetrics.r2VsPersistence(change, new double[change.length], always(mean(change), change.length)))
                .isCloseTo(Golden.number("/level_R2_trap/persistence_R2_on_differences"), within(1e-12));
        assertThat(PointMetrics.mape(next, last))
                .isCloseTo(Golden.number("/level_R2_trap/persistence_MAPE"), within(1e-14));
        assertThat(PointMetrics.r2VsPersistence(next, last, last)).isZero();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double[] always(double value, int length) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void aMissingTrainingValueLeavesOutItsPairsOnly() {
        // changes known: 1 to 3 and 5 to 9
        double[] withGap = {1, 3, Double.NaN, 5, 9};

        assertThat(PointMetrics.absoluteScale(withGap, 1)).isEqualTo(3);
        assertThat(PointMetrics.squaredScale(withGap, 1)).isEqualTo(10);
    }

    @Test
    void aScaleNeedsMoreThanOneSeasonOfRows() {
        assertThat(PointMetrics.absoluteScale(new double[] {1, 2, 3}, 3)).isNaN();
    }

    @Test
    void aFlatForecastIsRightInDirectionForAFlatOutcomeOnly() {
        double[] last = {5, 5, 5, 5};
        double[] outcome = {6, 5, 4, 6};

        assertThat(PointMetrics.directionalAccuracy(outcome, last, last)).isEqualTo(0.25);
        assertThat(PointMetrics.directionalAccuracy(outcome, new double[] {7, 6, 6, 5.5}, last))
                .isEqualTo(0.5);
    }

    @Test
    void aMissingValueMakesEveryScoreNaN() {
        double[] gap = {1, Double.NaN};
        double[] whole = {1, 2};

        assertThat(PointMetrics.bias(gap, whole)).isNaN();
        assertThat(PointMetrics.mae(gap, whole)).isNaN();
        assertThat(PointMetrics.rmse(whole, gap)).isNaN();
        assertThat(PointMetrics.mape(whole, gap)).isNaN();
        assertThat(PointMetrics.smape(gap, whole)).isNaN();
        assertThat(PointMetrics.r2VsPersistence(whole, gap, new double[] {2, 3}))
                .isNaN();
        assertThat(PointMetrics.directionalAccuracy(whole, gap, new double[] {2, 3}))
                .isNaN();
    }

    @Test
    void skillIsUndefinedAgainstAReferenceWithoutError() {
        assertThat(PointMetrics.skill(1, 0)).isNaN();
        assertThat(PointMetrics.skill(1, 4)).isEqualTo(0.75);
        assertThat(PointMetrics.r2VsPersistence(new double[] {1}, new double[] {2}, new double[] {1}))
                .isNaN();
    }

    @Test
    void arraysOfDifferentOrNoLengthAreRefused() {
        assertThatThrownBy(() -> PointMetrics.mae(new double[] {1, 2}, new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 2 and 1");
        assertThatThrownBy(() -> PointMetrics.smape(new double[0], new double[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 0 and 0");
        assertThatThrownBy(() -> PointMetrics.mase(actual, forecast, insample, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 0");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void scaledScoresAndSkillDoNotDependOnTheUnit(long seed) {
        Random random = new Random(seed);
        double unit = Math.exp(random.nextGaussian() * 5);
        double[] y = random.doubles(50).toArray();
        double[] f = random.doubles(50).toArray();
        double[] n = random.doubles(50).toArray();
        double[] train = random.doubles(80).toArray();

        assertThat(PointMetrics.mase(times(unit, y), times(unit, f), times(unit, train), 7))
                .as("seed %d", seed)
                .isCloseTo(PointMetrics.mase(y, f, train, 7), within(1e-12));
        assertThat(PointMetrics.rmsse(times(unit, y), times(unit, f), times(unit, train), 7))
                .as("seed %d", seed)
                .isCloseTo(PointMetrics.rmsse(y, f, train, 7), within(1e-12));
        assertThat(PointMetrics.r2VsPersistence(times(unit, y), times(unit, f), times(unit, n)))
                .as("seed %d", seed)
                .isCloseTo(PointMetrics.r2VsPersistence(y, f, n), within(1e-12));
    }

    private static double[] times(double unit, double[] values) {
        return Arrays.stream(values).map(value -> unit * value).toArray();
    }
}
