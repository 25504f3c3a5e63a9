package io.forecastj.models.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalEquationsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void sumsEqualThoseOverAllWindows(long seed) {
        Random random = new Random(seed);
        int lags = 1 + random.nextInt(12);
        int steps = 1 + random.nextInt(12);
        NormalEquations equations = new NormalEquations(lags, steps);
        double[][] gram = new double[lags][lags];
        double[][] products = new double[lags][steps];
        long rows = 0;
        for (int series = 0; series < 3; series++) {
            double[] y = walk(random, random.nextInt(60), 1e6);
            double scale = 0.5 + random.nextDouble();
            equations.add(y, 0, y.length, scale);
            for (int t = lags; t + steps < y.length; t++) {
                rows++;
                for (int i = 0; i < lags; i++) {
                    double input = (y[t - i - 1] - y[t]) / scale;
                    for (int j = 0; j < lags; j++) {
                        gram[i][j] += input * (y[t - j - 1] - y[t]) / scale;
                    }
                    for (int h = 0; h < steps; h++) {
                        products[i][h] += input * (y[t + h + 1] - y[t]) / scale;
                    }
                }
            }
        }
        assertThat(equations.rows()).as("seed %d", seed).isEqualTo(rows);
        for (int i = 0; i < lags; i++) {
            double size = Math.max(1, gram[i][i]);
            assertThat(equations.gram()[i]).as("seed %d", seed).containsExactly(gram[i], within(1e-11 * size));
            assertThat(equations.products()[i]).as("seed %d", seed).containsExactly(products[i], within(1e-11 * size));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e6})
    void weightsEqualADirectLeastSquaresSolution(double level) {
        int lags = 9;
        int steps = 4;
        double ridge = 0.5;
        double[] y = walk(new Random(42), 400, level);
        NormalEquations equations = new NormalEquations(lags, steps);
        equations.add(y, 0, y.length, 1);
        double[][] weights = equations.solve(ridge);

        int rows = y.length - lags - steps;
        RealMatrix inputs = new Array2DRowRealMatrix(rows + lags, lags);
        RealMatrix labels = new Array2DRowRealMatrix(rows + lags, steps);
        for (int r = 0; r < rows; r++) {
            int t = r + lags;
            for (int i = 0; i < lags; i++) {
                inputs.setEntry(r, i, y[t - i - 1] - y[t]);
            }
            for (int h = 0; h < steps; h++) {
                labels.setEntry(r, h, y[t + h + 1] - y[t]);
            }
        }
        // a ridge is ordinary least squares with as many more rows
        for (int i = 0; i < lags; i++) {
            inputs.setEntry(rows + i, i, Math.sqrt(ridge));
        }
        RealMatrix direct = new QRDecomposition(inputs).getSolver().solve(labels);
        for (int h = 0; h < steps; h++) {
            assertThat(weights[h]).containsExactly(direct.getColumn(h), within(1e-10));
        }
    }

    private static double[] walk(Random random, int rows, double level) {
        double[] y = new double[rows];
        double value = level;
        for (int i = 0; i < rows; i++) {
            value += random.nextGaussian();
            y[i] = value + 3 * Math.sin(i / 3.0);
        }
        return y;
    }
}
