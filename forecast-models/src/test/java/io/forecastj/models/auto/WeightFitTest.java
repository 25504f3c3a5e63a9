package io.forecastj.models.auto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WeightFitTest {
    private static final int HORIZON = 6;

    static List<TimeSeries> walks(int count, int rows, long seed) {
        Random random = new Random(seed);
        List<TimeSeries> series = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] values = new double[rows];
            double level = 100;
            for (int t = 0; t < rows; t++) {
                level += random.nextGaussian();
                values[t] = level;
            }
            series.add(TimeSeries.of("y", Instant.parse("2020-01-01T00:00:00Z"), Sampling.daily(), values).toBuilder()
                    .id("s" + i)
                    .build());
        }
        return series;
    }

    private static WindowErrors errors(int series, int windows) {
        List<ValidationWindow> cut = ValidationWindow.cut(walks(series, 60, 1), "y", HORIZON, 1, windows);
        return new WindowErrors(cut, "y", HORIZON, 1, true);
    }

    /** Forecasts with independent normal errors of a size that may depend on the series. */
    private static double[] noisy(WindowErrors errors, double even, double odd, long seed) {
        Random random = new Random(seed);
        double[] cells = errors.empty();
        for (int cell = 0; cell < cells.length; cell++) {
            double size = errors.series(cell) % 2 == 0 ? even : odd;
            cells[cell] = errors.actual(cell) + size * random.nextGaussian();
        }
        return cells;
    }

    @Test
    void windowsFollowEachOtherUpToTheEndAndLeaveOutShortSeries() {
        List<TimeSeries> series = new ArrayList<>(walks(2, 60, 1));
        series.set(1, series.get(1).head(20));
        List<ValidationWindow> windows = ValidationWindow.cut(series, "y", HORIZON, 1, 3);
        assertThat(windows).hasSize(3);
        assertThat(windows.get(0).indices()).containsExactly(0, 1);
        assertThat(windows.get(2).indices())
                .as("8 rows would be left, 6 are needed, then 2")
                .containsExactly(0);
        assertThat(windows.get(0).inside().get(0)).isEqualTo(series.get(0).tail(HORIZON));
        assertThat(windows.get(1).before().get(0)).isEqualTo(series.get(0).head(60 - 2 * HORIZON));
        assertThat(windows.get(1).inside().get(0)).isEqualTo(series.get(0).slice(48, 54));
    }

    @Test
    void theSeasonalNaiveForecastHasTheErrorOne() {
        List<ValidationWindow> windows = ValidationWindow.cut(walks(30, 60, 1), "y", HORIZON, 1, 2);
        WindowErrors errors = new WindowErrors(windows, "y", HORIZON, 1, true);
        double[] naive = errors.empty();
        for (int w = 0; w < windows.size(); w++) {
            errors.put(
                    naive,
                    w,
                    windows.get(w).before().stream()
                            .map(one -> SeasonalChange.repeat(one.values("y"), 1, HORIZON))
                            .toArray(double[][]::new));
        }
        assertThat(errors.error(naive, cell -> true)).isCloseTo(1, within(1e-9));
    }

    @Test
    void membersThatAreRightGetTheWeight() {
        WindowErrors errors = errors(20, 2);
        double[] exact = noisy(errors, 1e-6, 1e-6, 1);
        WeightFit fit = new WeightFit(errors, List.of(noisy(errors, 1, 1, 2), exact, noisy(errors, 1, 1, 3)));
        MemberWeights weights = fit.fit(new CombinationRule(CombinationRule.Kind.SIMPLEX, 0), cell -> true);
        assertThat(weights.common()[1]).isGreaterThan(0.999);
        assertThat(weights.series()).isEmpty();
    }

    @Test
    void eachSeriesPrefersTheMemberThatWasBetterOnIt() {
        WindowErrors errors = errors(20, 2);
        WeightFit fit = new WeightFit(errors, List.of(noisy(errors, 0.2, 2, 1), noisy(errors, 2, 0.2, 2)));
        MemberWeights weights = fit.fit(new CombinationRule(CombinationRule.Kind.SIMPLEX, 4), cell -> true);
        for (int series = 0; series < 20; series++) {
            double[] its = weights.of(series);
            assertThat(its[series % 2]).as("series " + series).isGreaterThan(0.8);
            assertThat(its[0] + its[1] + its[2]).isCloseTo(1, within(1e-12));
        }
        double[] combined = fit.outOfSample(new CombinationRule(CombinationRule.Kind.SIMPLEX, 4), Set.of(0, 1));
        double[] common = fit.outOfSample(new CombinationRule(CombinationRule.Kind.SIMPLEX, 0), Set.of(0, 1));
        assertThat(errors.error(combined, cell -> true)).isLessThan(0.6 * errors.error(common, cell -> true));
    }

    @Test
    void aWindowIsForecastWithWeightsFromTheOthersOnly() {
        WindowErrors errors = errors(10, 2);
        double[] rightInTheLast = noisy(errors, 1, 1, 1);
        double[] rightInTheFirst = noisy(errors, 1, 1, 2);
        for (int cell = 0; cell < errors.cells(); cell++) {
            (errors.window(cell) == 0 ? rightInTheLast : rightInTheFirst)[cell] = errors.actual(cell);
        }
        WeightFit fit = new WeightFit(errors, List.of(rightInTheLast, rightInTheFirst));
        double[] combined = fit.outOfSample(new CombinationRule(CombinationRule.Kind.SIMPLEX, 0), Set.of(0, 1));
        for (int cell = 0; cell < errors.cells(); cell++) {
            double wrong = (errors.window(cell) == 0 ? rightInTheFirst : rightInTheLast)[cell];
            assertThat(combined[cell]).as("cell " + cell).isCloseTo(wrong, within(1e-6));
        }
    }

    @Test
    void aMemberWithoutAForecastCountsAsTheMedianOfTheOthers() {
        WindowErrors errors = errors(10, 1);
        double[] silent = errors.empty();
        double[] other = noisy(errors, 1, 1, 1);
        WeightFit fit = new WeightFit(errors, List.of(silent, other));
        assertThat(fit.outOfSample(new CombinationRule(CombinationRule.Kind.EQUAL, 0), Set.of(0, 1)))
                .containsExactly(other);
    }

    @Test
    void aChoiceLeavesOutWhatDoesNotHelp() {
        WindowErrors errors = errors(40, 3);
        List<double[]> forecasts = new ArrayList<>();
        forecasts.add(noisy(errors, 1, 1, 1));
        forecasts.add(noisy(errors, 50, 50, 2));
        forecasts.add(noisy(errors, 1, 1, 3));
        forecasts.add(noisy(errors, 1, 1, 4));
        MemberChoice choice = MemberChoice.of(errors, forecasts);
        assertThat(choice.members()).containsExactly(0, 2, 3);
        assertThat(choice.error())
                .as("three independent errors nearly cancel")
                .isLessThan(0.75 * errors.error(forecasts.get(0), cell -> true));
        assertThat(errors.error(MemberChoice.nested(errors, forecasts), cell -> true))
                .isLessThan(0.75 * errors.error(forecasts.get(0), cell -> true));
    }
}
