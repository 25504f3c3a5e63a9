package io.forecastj.backtest.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Inputs that cannot be tested are refused with what was expected and found. */
class InputsTest {
    private static final double[] TWO = {1, 2};

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    @Test
    void aMissingNumberIsNamed() {
        refused(() -> DieboldMariano.of(new double[] {1, Double.NaN}, TWO, 1), "found NaN at index 1");
        refused(() -> SharpeTest.of(new double[] {1, 2, Double.POSITIVE_INFINITY}), "found Infinity at index 2");
        refused(() -> PesaranTimmermann.of(new double[] {Double.NaN}, new double[] {1}), "NaN at index 0");
    }

    @Test
    void lengthsThatDifferAreNamed() {
        refused(() -> DieboldMariano.of(new double[3], TWO, 1), "found 3 and 2");
        refused(() -> ModelConfidenceSet.of(new double[][] {{1, 2}, {1}}, BlockBootstrap.of(2, 1, 1, 1)), "2 and 1");
        refused(() -> ModelConfidenceSet.of(new double[3][2], BlockBootstrap.of(2, 1, 1, 1)), "found 3 and 2");
    }

    @Test
    void rangesAreStated() {
        refused(() -> DieboldMariano.of(TWO, TWO, 2), "horizon should be from 1 to 1");
        refused(() -> CoverageTest.of(new boolean[4], 1), "rate should be between 0 and 1, found 1.0");
        refused(() -> CoverageTest.of(new boolean[1], 0.1), "at least 2 rows");
        refused(() -> BlockBootstrap.of(5, 6, 1, 1), "block should be from 1 to 5 rows, found 6");
        refused(() -> BlockBootstrap.of(0, 1, 1, 1), "at least 1, found 0 and 1");
        refused(() -> SharpeTest.of(new double[] {1, 1, 1}), "should differ from one another");
        refused(() -> SharpeTest.expectedMaximum(0, 1), "trials should be at least 1");
        refused(() -> SharpeTest.expectedMaximum(2, Double.NaN), "variance should be finite");
        refused(() -> BacktestOverfitting.of(new double[10][2], 3), "even number from 2 to 20");
        refused(() -> BacktestOverfitting.of(new double[10][2], 6), "at least 2 rows each, found 6 for 10 rows");
        refused(() -> PesaranTimmermann.of(new double[2], TWO), "changes other than 0");
        refused(
                () -> ModelConfidenceSet.of(new double[2][1], BlockBootstrap.of(2, 1, 1, 1))
                        .pValue(1),
                "from 0 to 0");
    }

    @Test
    void oneModelIsItsOwnConfidenceSet() {
        assertThat(ModelConfidenceSet.of(new double[2][1], BlockBootstrap.of(2, 1, 1, 1))
                        .models(0.9))
                .containsExactly(0);
    }

    @Test
    void aConstantAdvantageIsCertain() {
        DieboldMariano better = DieboldMariano.of(new double[] {1, 2, 3}, new double[] {2, 3, 4}, 1);
        assertThat(better.statistic()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(better.pValue()).isZero();
        assertThat(better.pBetter()).isZero();
    }

    @Test
    void aRatioBelowTheBenchmarkNeedsForEver() {
        assertThat(SharpeTest.of(new double[] {1, -2, 0.5}).minimumTrackRecord(0, 0.95))
                .isInfinite();
    }
}
