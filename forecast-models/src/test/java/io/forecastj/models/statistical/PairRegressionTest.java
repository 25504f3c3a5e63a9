package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PairRegressionTest {
    @Test
    void solutionsHaveNoMoreSquaredErrorThanOthersWithinTheBounds() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            double[][] rows = new double[20][];
            PairRegression regression = new PairRegression();
            regression.add(1, 2, 3);
            regression.clear();
            for (int i = 0; i < rows.length; i++) {
                double x = random.nextGaussian();
                double y = random.nextGaussian() + x;
                rows[i] = new double[] {x, y, 2 * x - y + random.nextGaussian()};
                regression.add(rows[i][0], rows[i][1], rows[i][2]);
            }
            double most = random.nextGaussian();
            regression.solve(most - 1, most);
            assertThat(regression.second()).isBetween(most - 1, most);
            assertThat(regression.squares())
                    .as("seed " + seed)
                    .isCloseTo(squares(rows, regression.first(), regression.second()), within(1e-9));
            for (int i = 0; i < 100; i++) {
                double second = most - random.nextDouble();
                double first = regression.first() + 0.3 * random.nextGaussian();
                assertThat(squares(rows, first, second))
                        .as("seed " + seed)
                        .isGreaterThanOrEqualTo(regression.squares() - 1e-9);
            }
        }
    }

    @Test
    void dependentColumnsLeaveTheSecondCoefficientOut() {
        PairRegression regression = new PairRegression();
        for (int i = 1; i < 9; i++) {
            regression.add(i, 2 * i, 3 * i);
        }
        regression.solve(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        assertThat(regression.first()).isCloseTo(3, within(1e-12));
        assertThat(regression.second()).isZero();
        assertThat(regression.squares()).isCloseTo(0, within(1e-9));
    }

    private static double squares(double[][] rows, double first, double second) {
        double sum = 0;
        for (double[] row : rows) {
            double error = row[2] - first * row[0] - second * row[1];
            sum += error * error;
        }
        return sum;
    }
}
