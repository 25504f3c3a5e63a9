package io.forecastj.models.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.models.internal.LeastSquares;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeastSquaresTest {
    private static final int ROWS = 60;

    private final Random random = new Random();

    private double[][] problem(int members, double[] y) {
        double[][] x = new double[ROWS][members];
        for (int i = 0; i < ROWS; i++) {
            y[i] = random.nextGaussian();
            for (int k = 0; k < members; k++) {
                x[i][k] = y[i] * (0.4 + 0.1 * k) + random.nextGaussian() * (1 + k % 3);
            }
        }
        return x;
    }

    private static double squares(double[][] x, double[] y, double[] w) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            double error = y[i];
            for (int k = 0; k < w.length; k++) {
                error -= w[k] * x[i][k];
            }
            sum += error * error;
        }
        return sum;
    }

    private static double absolute(double[][] x, double[] y, double[] w) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            double error = y[i];
            for (int k = 0; k < w.length; k++) {
                error -= w[k] * x[i][k];
            }
            sum += Math.abs(error);
        }
        return sum;
    }

    private double[] onSimplex(int members) {
        double[] w = random.doubles(members).map(value -> -Math.log(value)).toArray();
        double sum = Arrays.stream(w).sum();
        return Arrays.stream(w).map(value -> value / sum).toArray();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noOtherMixtureIsBetter(long seed) {
        random.setSeed(seed);
        int members = 2 + (int) (seed % 6);
        double[] y = new double[ROWS];
        double[][] x = problem(members, y);
        double[] w = LeastSquares.simplex(x, y);
        double[] a = LeastSquares.simplexAbsolute(x, y);
        double[] n = LeastSquares.nonNegative(x, y);
        assertThat(Arrays.stream(w).sum()).isBetween(1 - 1e-12, 1 + 1e-12);
        assertThat(Arrays.stream(w).min().orElseThrow()).isNotNegative();
        assertThat(Arrays.stream(n).min().orElseThrow()).isNotNegative();
        for (int i = 0; i < 500; i++) {
            double[] other = onSimplex(members);
            double[] near = new double[members];
            Arrays.setAll(near, k -> 0.999 * w[k] + 0.001 * other[k]);
            assertThat(squares(x, y, near)).as("seed %d", seed).isGreaterThanOrEqualTo(squares(x, y, w) * (1 - 1e-12));
            assertThat(absolute(x, y, other)).as("seed %d", seed).isGreaterThan(absolute(x, y, a) * (1 - 1e-4));
            double[] grown = new double[members];
            Arrays.setAll(grown, k -> n[k] + 0.001 * other[k]);
            assertThat(squares(x, y, grown)).as("seed %d", seed).isGreaterThanOrEqualTo(squares(x, y, n) * (1 - 1e-12));
        }
    }

    @Test
    void membersThatForecastTheSameShareTheWeight() {
        random.setSeed(9);
        double[] y = new double[ROWS];
        double[][] two = problem(2, y);
        double[][] x = Arrays.stream(two)
                .map(row -> new double[] {row[0], row[0], row[1]})
                .toArray(double[][]::new);
        double[] alone = LeastSquares.simplex(two, y);
        double[] twice = LeastSquares.simplex(x, y);
        assertThat(twice[0] + twice[1]).isBetween(alone[0] - 1e-9, alone[0] + 1e-9);
        assertThat(squares(x, y, LeastSquares.nonNegative(x, y))).isFinite();
    }

    @Test
    void aMemberThatIsAlwaysRightGetsAllTheWeight() {
        random.setSeed(10);
        double[] y = new double[ROWS];
        double[][] x = problem(3, y);
        for (int i = 0; i < ROWS; i++) {
            x[i][1] = y[i];
        }
        assertThat(LeastSquares.simplex(x, y)[1]).isBetween(1 - 1e-9, 1.0);
        assertThat(LeastSquares.simplexAbsolute(x, y)[1]).isBetween(1 - 1e-9, 1.0);
    }
}
