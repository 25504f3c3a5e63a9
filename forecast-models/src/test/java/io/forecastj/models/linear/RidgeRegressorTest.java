package io.forecastj.models.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.FitListener;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.regression.RegressionModel;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RidgeRegressorTest {
    @Test
    void recoversTheWeightsOfALinearFunction() {
        RegressionModel model = fit(1e-9, rows(1, 200), null);
        assertThat(model.predict(new double[] {1, 2, 1000})).isCloseTo(3 + 2 - 1 + 1000 * 0.001, within(1e-6));
        assertThat(model.kind()).isEqualTo("ridge");
        assertThat(model.features()).containsExactly("a", "b", "c");
        assertThat(model.outputs()).isEqualTo(1);
    }

    @Test
    void thePenaltyDoesNotDependOnTheUnitOfAnInput() {
        double[][] rows = rows(2, 100);
        double[][] scaled = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            scaled[i] = new double[] {rows[i][0] * 1e6 + 5e6, rows[i][1], rows[i][2]};
        }
        double[] labels = labels(rows);
        RegressionModel plain = Linear.regressor(20).fit(examples(rows, labels, null), null, FitListener.NONE);
        RegressionModel other = Linear.regressor(20).fit(examples(scaled, labels, null), null, FitListener.NONE);
        assertThat(other.predict(new double[] {2e6 + 5e6, 1, 1}))
                .isCloseTo(plain.predict(new double[] {2, 1, 1}), within(1e-6));
    }

    @Test
    void aStrongPenaltyLeavesTheMeanLabel() {
        double[][] rows = rows(3, 100);
        double mean = java.util.Arrays.stream(labels(rows)).average().orElseThrow();
        assertThat(fit(1e12, rows, null).predict(new double[] {5, 5, 5})).isCloseTo(mean, within(1e-6));
    }

    @Test
    void aMissingInputCountsAsItsMean() {
        double[][] rows = rows(4, 100);
        rows[17][1] = Double.NaN;
        RidgeModel model = (RidgeModel) fit(1, rows, null);
        assertThat(model.predict(new double[] {1, Double.NaN, 2}))
                .isEqualTo(model.predict(new double[] {1, model.means()[1], 2}));
        assertThat(model.predict(new double[] {Double.NaN, Double.NaN, Double.NaN}))
                .isEqualTo(model.intercept());
    }

    @Test
    void aConstantOrEmptyInputCountsForNothing() {
        double[][] rows = rows(5, 100);
        for (double[] row : rows) {
            row[0] = 0.1;
            row[1] = Double.NaN;
        }
        RidgeModel model = (RidgeModel) fit(1, rows, null);
        assertThat(model.weights()[0]).isZero();
        assertThat(model.weights()[1]).isZero();
        assertThat(model.predict(new double[] {77, 5, 1})).isEqualTo(model.predict(new double[] {0.1, Double.NaN, 1}));
    }

    @Test
    void anExampleOfWeightTwoCountsAsTwo() {
        double[][] rows = rows(6, 30);
        double[] labels = labels(rows);
        double[] weights = new double[30];
        double[][] repeated = new double[60][];
        double[] repeatedLabels = new double[60];
        for (int i = 0; i < 30; i++) {
            labels[i] += i % 3;
            weights[i] = 2;
            repeated[2 * i] = rows[i];
            repeated[2 * i + 1] = rows[i];
            repeatedLabels[2 * i] = labels[i];
            repeatedLabels[2 * i + 1] = labels[i];
        }
        double[] row = {1, 2, 3};
        RegressionModel weighted = Linear.regressor(5).fit(examples(rows, labels, weights), null, FitListener.NONE);
        RegressionModel twice =
                Linear.regressor(5).fit(examples(repeated, repeatedLabels, null), null, FitListener.NONE);
        RegressionModel once = Linear.regressor(5).fit(examples(rows, labels, null), null, FitListener.NONE);
        assertThat(weighted.predict(row)).isCloseTo(twice.predict(row), within(1e-12));
        assertThat(weighted.predict(row)).isNotCloseTo(once.predict(row), within(1e-6));
    }

    @Test
    void badInputIsNamed() {
        double[][] rows = rows(7, 10);
        rows[3][2] = Double.NEGATIVE_INFINITY;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Linear.regressor(1).fit(examples(rows, new double[10], null), null, FitListener.NONE))
                .withMessageContaining("'c'")
                .withMessageContaining("example 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Linear.regressor(1).fit(examples(new double[0][], new double[0], null), null, FitListener.NONE))
                .withMessageContaining("found 0 examples");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Linear.regressor(-1))
                .withMessageContaining("-1.0");
        RegressionModel model = fit(1, rows(8, 10), null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.predict(new double[2]))
                .withMessageContaining("2 values; expected 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.predict(new double[3], new double[1], 1))
                .withMessageContaining("does not fit");
    }

    private static RegressionModel fit(double ridge, double[][] rows, double[] weights) {
        return Linear.regressor(ridge).fit(examples(rows, labels(rows), weights), null, FitListener.NONE);
    }

    private static Examples examples(double[][] rows, double[] labels, double[] weights) {
        return new Examples(List.of("a", "b", "c"), rows, labels, weights);
    }

    private static double[][] rows(long seed, int count) {
        Random random = new Random(seed);
        double[][] rows = new double[count][3];
        for (double[] row : rows) {
            row[0] = random.nextGaussian();
            row[1] = 10 + random.nextGaussian();
            row[2] = 500 * random.nextGaussian();
        }
        return rows;
    }

    private static double[] labels(double[][] rows) {
        double[] labels = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double b = Double.isNaN(rows[i][1]) ? 10 : rows[i][1];
            labels[i] = 3 + 2 * rows[i][0] - 0.5 * b + 0.001 * rows[i][2];
        }
        return labels;
    }
}
