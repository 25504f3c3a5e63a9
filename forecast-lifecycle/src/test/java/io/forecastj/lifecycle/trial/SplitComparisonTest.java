package io.forecastj.lifecycle.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.TimeSeries;
import io.forecastj.backtest.ForecastRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.math3.stat.inference.TTest;
import org.junit.jupiter.api.Test;

class SplitComparisonTest {
    private static final int TRIALS = 1_000;
    private static final Map<String, Double> HALVES = Map.of("a", 0.5, "b", 0.5);

    private static ForecastRow row(String id, String arm, int origin, double actual, double forecast) {
        return ForecastRow.of(id, arm, "y", TrialSeries.day(origin), 1, TrialSeries.day(origin + 1), actual, forecast);
    }

    /** A trial of keys of very different size, split by their hash, where the errors of arm b have another size. */
    private static final class Simulation {
        private final List<ForecastRow> rows = new ArrayList<>();
        private final List<TimeSeries> series = new ArrayList<>();

        Simulation(int seed, int keys, double factor) {
            Random random = new Random(seed);
            for (int k = 0; k < keys; k++) {
                String id = "store-" + k;
                double size = Math.exp(2 * random.nextGaussian());
                double difficulty = Math.exp(0.5 * random.nextGaussian());
                String arm = KeyHash.position("trial " + seed, id) < 0.5 ? "a" : "b";
                double[] values =
                        random.doubles(25).map(x -> 10 * size + size * x).toArray();
                series.add(TrialSeries.daily(id, values));
                for (int origin = 19; origin < 24; origin++) {
                    double error = size * difficulty * random.nextGaussian() * (arm.equals("b") ? factor : 1);
                    rows.add(row(id, arm, origin, values[origin + 1], values[origin + 1] + error));
                }
            }
        }

        SplitComparison compare() {
            return SplitComparison.of(rows, series, HALVES);
        }
    }

    @Test
    void theLossOfAKeyIsItsMeanErrorInUnitsOfTheNaiveOne() {
        List<TimeSeries> series = List.of(
                TrialSeries.daily("small", 0, 1, 0, 1), // naive error 1
                TrialSeries.daily("large", 0, 100, 0, 100), // naive error 100
                TrialSeries.daily("flat", 7, 7, 7, 7));
        List<ForecastRow> rows = List.of(
                row("small", "a", 1, 0, 0.5),
                row("small", "a", 2, 1, 0),
                row("large", "b", 1, 0, 50),
                row("large", "b", 2, 100, Double.NaN),
                row("flat", "b", 2, 7, 8));
        SplitComparison comparison = SplitComparison.of(rows, series, HALVES);
        assertThat(comparison.losses("a")).containsExactly(0.75);
        assertThat(comparison.losses("b")).containsExactly(0.5);
        assertThat(comparison.meanLoss("b")).isEqualTo(0.5);
        assertThat(comparison.unscaledSeries()).isEqualTo(1);
        assertThat(comparison.difference("a", "b")).isEmpty();
        assertThat(comparison.sampleRatio().keys()).containsEntry("a", 1).containsEntry("b", 2);
        assertThat(comparison.warnings()).anyMatch(text -> text.contains("arm 'a' has 1 keys"));
    }

    @Test
    void seriesOfOneKeyMakeOneLoss() {
        List<TimeSeries> series = List.of(TrialSeries.daily("k1/x", 0, 1, 0, 1), TrialSeries.daily("k1/y", 0, 2, 0, 2));
        List<ForecastRow> rows = List.of(row("k1/x", "a", 1, 0, 1), row("k1/y", "a", 1, 0, 4));
        SplitComparison comparison = SplitComparison.of(rows, series, HALVES, id -> id.substring(0, id.indexOf('/')));
        assertThat(comparison.losses("a")).containsExactly(1.5);
    }

    @Test
    void keysOfSeveralArmsAreLeftOutAndNamed() {
        List<TimeSeries> series = List.of(TrialSeries.daily("s", 0, 1, 0, 1));
        SplitComparison comparison =
                SplitComparison.of(List.of(row("s", "a", 1, 0, 1), row("s", "b", 2, 1, 1)), series, HALVES);
        assertThat(comparison.switchedKeys()).isEqualTo(1);
        assertThat(comparison.losses("a")).isEmpty();
        assertThat(comparison.warnings()).anyMatch(text -> text.startsWith("1 keys were served by several arms"));
    }

    @Test
    void theDifferenceIsWelchsTest() {
        SplitComparison comparison = new Simulation(3, 120, 1.4).compare();
        ArmDifference difference = comparison.difference("b", "a").orElseThrow();
        assertThat(difference.pValue())
                .isCloseTo(new TTest().tTest(comparison.losses("b"), comparison.losses("a")), within(1e-12));
        assertThat(difference.statistic())
                .isCloseTo(new TTest().t(comparison.losses("b"), comparison.losses("a")), within(1e-12));
        assertThat(difference.difference()).isEqualTo(comparison.meanLoss("b") - comparison.meanLoss("a"));
        // the interval that just excludes 0 has the coverage 1 - p
        assertThat(difference.interval(1 - difference.pValue()).lower()).isCloseTo(0, within(1e-9));
        ArmDifference none = ArmDifference.of("a", new double[] {1, 1}, "b", new double[] {1, 1});
        assertThat(none.pValue()).isEqualTo(1);
        ArmDifference sure = ArmDifference.of("a", new double[] {2, 2}, "b", new double[] {1, 1});
        assertThat(sure.statistic()).isInfinite();
        assertThat(sure.pValue()).isZero();
    }

    @Test
    void equalArmsDifferByTheTestAboutAsOftenAsTheLevelSays() {
        int found = 0;
        int warned = 0;
        for (int seed = 0; seed < TRIALS; seed++) {
            SplitComparison comparison = new Simulation(seed, 200, 1).compare();
            found += comparison.difference("b", "a").orElseThrow().pValue() < 0.05 ? 1 : 0;
            warned += comparison.warnings().isEmpty() ? 0 : 1;
        }
        // 50 expected, with a standard deviation of 6.9
        assertThat(found).as("of %d trials of seeds from 0", TRIALS).isBetween(29, 71);
        assertThat(warned).as("warnings at the level 0.001").isLessThan(12);
    }

    @Test
    void aRealDifferenceIsFound() {
        int found = 0;
        for (int seed = 0; seed < 100; seed++) {
            ArmDifference difference = new Simulation(seed, 400, 0.75)
                    .compare()
                    .difference("b", "a")
                    .orElseThrow();
            found += difference.pValue() < 0.05 && difference.difference() < 0 ? 1 : 0;
        }
        assertThat(found).as("of 100 trials of seeds from 0").isGreaterThan(90);
    }

    @Test
    void aBrokenSplitIsNamed() {
        Simulation simulation = new Simulation(1, 400, 1);
        // the keys of arm b with a high number are lost on the way to the log
        simulation.rows.removeIf(
                row -> row.model().equals("b") && Integer.parseInt(row.id().substring("store-".length())) > 250);
        SplitComparison comparison = simulation.compare();
        assertThat(comparison.sampleRatio().mismatch()).isTrue();
        assertThat(comparison.warnings().get(0)).startsWith("the numbers of keys do not fit the shares");
        assertThat(comparison.toString()).contains("the split is broken");
    }

    @Test
    void armsOfDifferentMixesAreNamed() {
        Simulation simulation = new Simulation(1, 400, 1);
        List<ForecastRow> bySize = simulation.rows.stream()
                .map(row -> row(
                        row.id(),
                        row.actual() < 12 ? "a" : "b",
                        (int) (row.origin().getEpochSecond() / 86_400),
                        row.actual(),
                        row.forecast()))
                .toList();
        List<ForecastRow> ofOneSize = bySize.stream()
                .filter(row -> bySize.stream()
                        .filter(other -> other.id().equals(row.id()))
                        .allMatch(other -> other.model().equals(row.model())))
                .toList();
        assertThat(SplitComparison.of(ofOneSize, simulation.series, HALVES).warnings())
                .anyMatch(text -> text.contains("differ in size, by the naive error"));
    }

    @Test
    void sampleRatiosAreThoseOfTheChiSquaredTest() {
        // Pearson's statistic by hand: (8050 - 8000)^2 / 8000 + (1950 - 2000)^2 / 2000
        SampleRatio ratio = SampleRatio.of(Map.of("a", 8_050, "b", 1_950), Map.of("a", 0.8, "b", 0.2));
        assertThat(ratio.statistic()).isCloseTo(1.5625, within(1e-12));
        assertThat(ratio.pValue()).isCloseTo(0.2113, within(1e-4));
        assertThat(ratio.mismatch()).isFalse();
        assertThat(SampleRatio.of(Map.of("a", 8_200, "b", 1_800), Map.of("a", 0.8, "b", 0.2))
                        .mismatch())
                .isTrue();
        assertThat(SampleRatio.of(Map.of("a", 5, "b", 1), Map.of("a", 1.0, "b", 0.0))
                        .mismatch())
                .isTrue();
        assertThat(SampleRatio.of(Map.of("a", 5), Map.of("a", 1.0, "b", 0.0)).pValue())
                .isEqualTo(1);
    }

    @Test
    void mistakesAreNamed() {
        List<TimeSeries> series = List.of(TrialSeries.daily("s", 0, 1, 0, 1));
        List<ForecastRow> rows = List.of(row("s", "a", 1, 0, 1));
        assertThatThrownBy(() -> SplitComparison.of(List.of(), series, HALVES))
                .hasMessageContaining("no forecast of the arms");
        assertThatThrownBy(() -> SplitComparison.of(rows, List.of(), HALVES))
                .hasMessageContaining("no series 's' with the column 'y'");
        assertThatThrownBy(() -> SplitComparison.of(rows, series, Map.of("a", 0.5)))
                .hasMessageContaining("add up to 1");
        assertThatThrownBy(() -> SplitComparison.of(rows, series, HALVES).losses("c"))
                .hasMessageContaining("no arm 'c'");
        assertThatThrownBy(() -> SampleRatio.of(Map.of("c", 1), HALVES)).hasMessageContaining("found c=1");
    }
}
