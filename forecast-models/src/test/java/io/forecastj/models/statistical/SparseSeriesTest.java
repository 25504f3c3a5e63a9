package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Series most of whose values are missing, in which a start can fit the few others and swing far off between them. */
class SparseSeriesTest {
    static Stream<LocalMethod> methods() {
        return Stream.of(
                new ThetaMethod(ThetaVariant.STANDARD),
                new ThetaMethod(ThetaVariant.OPTIMISED),
                new ThetaMethod(ThetaVariant.DYNAMIC),
                new CesMethod(List.of(CesSeason.NONE)),
                new CesMethod(List.of(CesSeason.SIMPLE)),
                new CesMethod(List.of(CesSeason.PARTIAL)),
                EtsMethod.AUTOMATIC,
                new MultiSeasonalMethod(List.of(), true, false),
                new TrigonometricMethod(List.of()));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void areForecastNearTheirValues(LocalMethod method) {
        for (int seed = 0; seed < 60; seed++) {
            double[] values = sparse(new Random(seed));
            double least =
                    Arrays.stream(values).filter(value -> value > 0).min().orElse(0);
            double most = Arrays.stream(values).filter(value -> value > 0).max().orElse(0);
            double range = Math.max(10, most - least);
            LocalMethod.Fitted fitted = method.fit(new LocalRows(values, new double[0][]), 12);
            for (double point : LocalRules.forecast(fitted, 12)) {
                assertThat(point)
                        .as("seed " + seed + ": " + fitted.model().description())
                        .isBetween(least - 2 * range, most + 2 * range);
            }
        }
    }

    /** Returns a line with a season and noise, of which every few values or a random share are there. */
    private static double[] sparse(Random random) {
        double[] values = new double[40 + random.nextInt(200)];
        double slope = 0.5 * random.nextInt(3);
        double noise = 2 * random.nextInt(3);
        double share = random.nextDouble();
        int every = random.nextBoolean() ? 1 + random.nextInt(20) : 0;
        for (int i = 0; i < values.length; i++) {
            boolean seen = i == 0 || (every > 0 ? i % every == 0 : random.nextDouble() < share);
            double value = 200 + slope * i + 20 * Math.sin(2 * Math.PI * i / 12) + noise * random.nextGaussian();
            values[i] = seen ? value : Double.NaN;
        }
        return values;
    }
}
