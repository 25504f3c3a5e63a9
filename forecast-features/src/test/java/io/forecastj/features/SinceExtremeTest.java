package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SinceExtremeTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 26})
    void countsTheRowsSinceTheLastOfTheExtremesOfTheWindow(int n) {
        Random random = new Random(n);
        double[] x = new double[2_000];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextInt(50) == 0 ? Double.NaN : random.nextInt(6);
        }
        double[][] rows = FeaturePipeline.of(
                        SinceExtreme.MIN.of(Features.column("x"), n), SinceExtreme.MAX.of(Features.column("x"), n))
                .rows(TestSeries.column("x", x));
        for (int t = 0; t < x.length; t++) {
            assertThat(rows[t]).as("row %d of seed %d", t, n).containsExactly(since(x, t, n, 1), since(x, t, n, -1));
        }
    }

    private static double since(double[] x, int t, int n, double sign) {
        int best = t;
        for (int i = t; i > t - n; i--) {
            if (i < 0 || Double.isNaN(x[i])) {
                return Double.NaN;
            }
            if (sign * x[i] < sign * x[best]) {
                best = i;
            }
        }
        return t - best;
    }
}
