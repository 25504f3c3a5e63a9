package io.forecastj.models.auto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalFitTest {
    private static final int HORIZON = 6;
    private static final int SERIES = 1_600;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void intervalsOfManyShortSeriesCoverTheirShareOfTheRowsThatFollow(long seed) {
        List<TimeSeries> all = new ArrayList<>();
        // walks of very different size
        for (TimeSeries one : WeightFitTest.walks(SERIES, 46, seed)) {
            double size = Math.exp(new Random(one.id().hashCode() + seed).nextGaussian());
            all.add(one.map("y", value -> 1_000 + size * (value - 100)));
        }
        List<TimeSeries> before = all.stream().map(one -> one.head(40)).toList();
        for (int windows = 1; windows <= 3; windows++) {
            WindowErrors errors =
                    new WindowErrors(ValidationWindow.cut(before, "y", HORIZON, 1, windows), "y", HORIZON, 1, true);
            double[] naive = errors.empty();
            for (int w = 0; w < windows; w++) {
                errors.put(
                        naive,
                        w,
                        errors.windows().get(w).before().stream()
                                .map(one -> SeasonalChange.repeat(one.values("y"), 1, HORIZON))
                                .toArray(double[][]::new));
            }
            IntervalModel model = new IntervalFit(errors, naive, before, "y", 1).fit(true);
            assertThat(model).isNotNull();
            int wide = 0;
            int likely = 0;
            for (TimeSeries one : all) {
                double last = one.value(39, 0);
                double[] known = Arrays.copyOf(one.values("y"), 40);
                double change = SeasonalChange.mean(
                        model.relative() ? Arrays.stream(known).map(Math::log).toArray() : known, 1);
                double spread = model.spread(one.id()) * change;
                for (int step = 0; step < HORIZON; step++) {
                    double y = one.value(40 + step, 0);
                    wide += inside(y, model, last, spread, step, 0, 3);
                    likely += inside(y, model, last, spread, step, 1, 2);
                }
            }
            double cells = (double) SERIES * HORIZON;
            assertThat(wide / cells).as("seed %d, %d windows", seed, windows).isCloseTo(0.95, within(0.02));
            assertThat(likely / cells).as("seed %d, %d windows", seed, windows).isCloseTo(0.80, within(0.02));
            assertThat(model.profile()[5]).as("errors of a walk grow").isGreaterThan(1.5 * model.profile()[0]);
        }
    }

    @Test
    void theErrorsOfOneSeriesHardlyShapeItsIntervals() {
        double[] y = new Random(1).doubles(60, 10, 20).toArray();
        // far off at the first step of each window, exact at the others
        TimeSeries one = TimeSeries.of("y", Instant.parse("2000-01-01T00:00:00Z"), Sampling.daily(), y);
        WindowErrors errors =
                new WindowErrors(ValidationWindow.cut(List.of(one), "y", HORIZON, 1, 2), "y", HORIZON, 1, true);
        double[] forecasts = new double[errors.cells()];
        for (int cell = 0; cell < forecasts.length; cell++) {
            forecasts[cell] = errors.actual(cell) * (errors.step(cell) == 0 ? 3 : 1.01);
        }
        IntervalModel model = new IntervalFit(errors, forecasts, List.of(one), "y", 1).fit(true);
        assertThat(model).isNotNull();
        assertThat(model.profile()[0]).isBetween(1.0, 1.5);
        assertThat(model.profile()[HORIZON - 1]).isBetween(0.7, 1.0);
    }

    private static int inside(double y, IntervalModel model, double point, double spread, int step, int low, int high) {
        return y >= model.quantile(point, spread, step, low) && y <= model.quantile(point, spread, step, high) ? 1 : 0;
    }

    @Test
    void quantilesOfManyErrorsAreTheirsAndOfFewErrorsThoseOfStudent() {
        double[] many = new Random(1).doubles(2_000).toArray();
        assertThat(PooledQuantiles.of(many, 2_000, new double[] {0.1, 0.9}))
                .containsExactly(new double[] {0.1, 0.9}, within(0.02));
        double[] few = {-2, -1, 1, 2};
        double student = 2.7764451051977987; // the quantile 0.975 with 4 degrees of freedom
        assertThat(PooledQuantiles.of(few, 4, new double[] {0.025, 0.975}))
                .containsExactly(new double[] {-student * Math.sqrt(2.5), student * Math.sqrt(2.5)}, within(1e-9));
    }
}
