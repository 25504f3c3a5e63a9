package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The naive forecasts beside {@code naive} and {@code snaive} of R's forecast package 8.20. */
class MeanGoldenTest {
    private static final LocalMethod NAIVE = new MeanMethod(false, 1);
    private static final LocalMethod SEASONAL = new MeanMethod(true, 1);

    static List<String> naive() {
        return SmoothingGolden.names("naive");
    }

    static List<String> seasonal() {
        return SmoothingGolden.names("seasonalNaive");
    }

    @ParameterizedTest
    @MethodSource
    void naive(String name) {
        compare(NAIVE, name, "naive", 1);
    }

    @ParameterizedTest
    @MethodSource
    void seasonal(String name) {
        compare(SEASONAL, name, "seasonalNaive", SmoothingGolden.season(name));
    }

    private static void compare(LocalMethod method, String name, String golden, int season) {
        LocalMethod.Fitted fitted = LocalRules.fit(method, SmoothingGolden.values(name), season);
        double[] mean = SmoothingGolden.numbers(name, golden, "mean");
        double[] points = LocalRules.forecast(fitted, mean.length);
        double[][] quantiles = LocalRules.quantiles(fitted, mean.length, 0.025, 0.1, 0.9, 0.975);
        for (int step = 0; step < mean.length; step++) {
            double near = 1e-9 * (1 + Math.abs(mean[step]));
            assertThat(points[step]).isCloseTo(mean[step], within(near));
            double high80 = SmoothingGolden.numbers(name, golden, "hi80")[step];
            double high95 = SmoothingGolden.numbers(name, golden, "hi95")[step];
            assertThat(quantiles[step][0]).isCloseTo(2 * mean[step] - high95, within(near));
            assertThat(quantiles[step][1]).isCloseTo(2 * mean[step] - high80, within(near));
            assertThat(quantiles[step][2]).isCloseTo(high80, within(near));
            assertThat(quantiles[step][3]).isCloseTo(high95, within(near));
        }
    }

    @Test
    void everyFormKeepsTheRules() {
        double[] values = SmoothingGolden.values("UKgas");
        for (boolean seasonal : new boolean[] {false, true}) {
            for (int window : new int[] {1, 3}) {
                LocalRules.check(new MeanMethod(seasonal, window), values, 4);
            }
        }
    }

    @Test
    void aWindowAveragesTheLastValuesOfEachPlace() {
        double[] values = {1, 10, 3, 20, 5, 30};
        assertThat(LocalRules.forecast(LocalRules.fit(new MeanMethod(true, 2), values, 2), 4))
                .containsExactly(4, 25, 4, 25);
        assertThat(LocalRules.forecast(LocalRules.fit(new MeanMethod(false, 4), values, 2), 2))
                .containsExactly(14.5, 14.5);
        double[] missing = Arrays.copyOf(values, 7);
        missing[6] = Double.NaN;
        assertThat(LocalRules.forecast(LocalRules.fit(new MeanMethod(true, 2), missing, 2), 3))
                .containsExactly(25, 4, 25);
    }
}
