package io.forecastj.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NelderMeadTest {
    @Test
    void findsTheMinimumOfTheValleyOfRosenbrock() {
        NelderMead.Minimum found = NelderMead.search(
                x -> 100 * Math.pow(x[1] - x[0] * x[0], 2) + Math.pow(1 - x[0], 2),
                new double[] {-1.2, 1},
                new double[] {0.1, 0.1},
                1e-14,
                2_000);
        assertThat(found.point()[0]).isCloseTo(1, within(1e-6));
        assertThat(found.point()[1]).isCloseTo(1, within(1e-6));
    }

    @Test
    void staysWhereTheFunctionIsDefined() {
        NelderMead.Minimum found = NelderMead.search(
                x -> x[0] < 0.5 ? Double.NaN : x[0] * x[0], new double[] {2}, new double[] {0.3}, 1e-12, 500);
        assertThat(found.point()[0]).isBetween(0.5, 0.5001);
    }

    @Test
    void isNeverWorseThanTheStartAndCountsWhatItComputes() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            double[] start = random.doubles(1 + random.nextInt(6), -1, 1).toArray();
            double[] steps = new double[start.length];
            Arrays.fill(steps, 0.1);
            double[] weights = random.doubles(start.length, 0.1, 10).toArray();
            int[] calls = new int[1];
            NelderMead.Minimum found = NelderMead.search(
                    x -> {
                        calls[0]++;
                        return bowl(weights, x);
                    },
                    start,
                    steps,
                    1e-10,
                    60);
            assertThat(found.value()).as("seed " + seed).isLessThanOrEqualTo(bowl(weights, start));
            assertThat(found.value()).as("seed " + seed).isEqualTo(bowl(weights, found.point()));
            assertThat(found.evaluations()).as("seed " + seed).isEqualTo(calls[0]);
        }
    }

    private static double bowl(double[] weights, double[] x) {
        double sum = 1;
        for (int i = 0; i < x.length; i++) {
            sum += weights[i] * x[i] * x[i];
        }
        return sum;
    }
}
