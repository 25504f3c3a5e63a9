package io.forecastj.lifecycle.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Baselines;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.backtest.ForecastRow;
import io.forecastj.backtest.ModelScores;
import io.forecastj.backtest.significance.DieboldMariano;
import io.forecastj.lifecycle.monitoring.ForecastLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {
    private static final int TRIALS = 1_000;

    private static ForecastRow row(String id, String model, int origin, int step, double actual, double forecast) {
        return ForecastRow.of(
                id, model, "y", TrialSeries.day(origin), step, TrialSeries.day(origin + step), actual, forecast);
    }

    /** Rows of a trial of models whose errors have the given deviations, on several series. */
    private static List<ForecastRow> rows(
            Random random, int series, int origins, int steps, double champion, double challenger) {
        List<ForecastRow> rows = new ArrayList<>();
        for (int s = 0; s < series; s++) {
            double[] values = random.doubles(origins + steps).toArray();
            // the errors of overlapping forecasts are sums of the same surprises, as of real ones
            double[] one = random.doubles(origins + steps).map(x -> x - 0.5).toArray();
            double[] other = random.doubles(origins + steps).map(x -> x - 0.5).toArray();
            for (int origin = 0; origin < origins; origin++) {
                double ofOne = 0;
                double ofOther = 0;
                for (int step = 1; step <= steps; step++) {
                    double actual = values[origin + step - 1];
                    ofOne += champion * one[origin + step - 1];
                    ofOther += challenger * other[origin + step - 1];
                    rows.add(row("s" + s, "champion", origin, step, actual, actual + ofOne));
                    rows.add(row("s" + s, "challenger", origin, step, actual, actual + ofOther));
                }
            }
        }
        return rows;
    }

    @Test
    void lossesAndTestAreThoseOfABacktestWhereThatIsPossible() {
        List<ForecastRow> rows = rows(new Random(5), 3, 60, 7, 1, 0.8);
        List<TimeSeries> series = new ArrayList<>();
        for (int s = 0; s < 3; s++) {
            double[] values = new double[67];
            for (ForecastRow row : rows) {
                if (row.id().equals("s" + s)) {
                    values[(int) row.time().getEpochSecond() / 86_400] = row.actual();
                }
            }
            series.add(TrialSeries.daily("s" + s, values));
        }
        PairedComparison comparison = PairedComparison.of(rows, "champion", "challenger");
        ModelScores scores = comparison.scores(series).scores("challenger", "y");
        assertThat(comparison.losses("challenger")).containsExactly(scores.losses(), within(1e-12));
        DieboldMariano expected = scores.against("champion").orElseThrow();
        DieboldMariano test = comparison.test().orElseThrow();
        assertThat(test.statistic()).isCloseTo(expected.statistic(), within(1e-9));
        assertThat(test.pValue()).isCloseTo(expected.pValue(), within(1e-9));
        assertThat(test.horizon())
                .isEqualTo(expected.horizon())
                .isEqualTo(comparison.horizon())
                .isEqualTo(7);
        assertThat(comparison.pairs()).isEqualTo(3 * 60 * 7);
        assertThat(comparison.meanDifference())
                .isCloseTo(
                        Math.pow(scores.overall().rmse(), 2)
                                - Math.pow(
                                        comparison
                                                .scores(series)
                                                .scores("champion", "y")
                                                .overall()
                                                .rmse(),
                                        2),
                        within(1e-12));
    }

    @Test
    void onlyValuesThatBothForecastCount() {
        List<ForecastRow> rows = new ArrayList<>(List.of(
                row("s", "champion", 5, 1, 10, 11),
                row("s", "challenger", 5, 1, 10, 12),
                row("s", "champion", 3, 1, 10, 13),
                row("s", "challenger", 3, 1, 10, 14),
                row("s", "champion", 7, 1, 10, 100),
                row("s", "challenger", 8, 1, Double.NaN, 100),
                row("s", "other", 5, 1, 10, 100)));
        PairedComparison comparison = PairedComparison.of(rows, "champion", "challenger");
        assertThat(comparison.losses("champion")).as("in the order of time").containsExactly(9, 1);
        assertThat(comparison.losses("challenger")).containsExactly(16, 4);
        assertThat(comparison.meanDifference()).isEqualTo(5);
        assertThat(comparison.unpaired()).isEqualTo(1);
        assertThat(comparison.test()).isEmpty();
        assertThat(PairedComparison.of(List.of(), "a", "b").meanDifference()).isNaN();
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> PairedComparison.of(List.of(), "a", "a")).hasMessageContaining("'a' twice");
        assertThatThrownBy(() -> PairedComparison.of(List.of(), "a", "b").losses("c"))
                .hasMessageContaining("no model 'c'");
        ForecastRow one = row("s", "a", 5, 1, 10, 11);
        assertThatThrownBy(() -> PairedComparison.of(List.of(one, one), "a", "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("occurs twice");
        assertThatThrownBy(() -> PairedComparison.of(List.of(one, row("s", "b", 5, 1, 12, 11)), "a", "b"))
                .hasMessageContaining("10.0 in the row of 'a' and 12.0 in that of 'b'");
        ForecastRow other = ForecastRow.of("s", "b", "z", TrialSeries.day(5), 1, TrialSeries.day(6), 10, 11);
        assertThatThrownBy(() -> PairedComparison.of(List.of(one, other), "a", "b"))
                .hasMessageContaining("one target, found [y, z]");
    }

    @Test
    void aShadowTrialThroughTheLogFindsTheBetterModel() {
        Random random = new Random(17);
        double[] values = new double[400];
        for (int i = 1; i < values.length; i++) {
            values[i] = values[i - 1] + random.nextGaussian(); // of a random walk the naive forecast is the best one
        }
        TimeSeries series = TrialSeries.daily("walk", values);
        Predictor mean = Baselines.mean("y", 2).fit(series.head(50));
        Predictor naive = Baselines.naive("y", 2).fit(series.head(50));
        ForecastLog log = ForecastLog.builder().build();
        ShadowPredictor trial = ShadowPredictor.builder("champion", mean, log::record)
                .shadow("challenger", naive)
                .build();
        for (int i = 50; i < values.length; i++) {
            trial.predict(series.head(i));
            log.observe(series.slice(i, i + 1));
        }
        PairedComparison comparison = PairedComparison.of(log.rows(), "champion", "challenger");
        assertThat(comparison.origins()).isEqualTo(350);
        assertThat(comparison.unpaired()).isZero();
        assertThat(comparison.meanDifference()).isNegative();
        assertThat(comparison.test().orElseThrow().pBetter()).isLessThan(0.001);
    }

    @Test
    void equalModelsDifferByTheTestAboutAsOftenAsTheLevelSays() {
        int found = 0;
        for (int seed = 0; seed < TRIALS; seed++) {
            DieboldMariano test = PairedComparison.of(rows(new Random(seed), 2, 120, 3, 1, 1), "champion", "challenger")
                    .test()
                    .orElseThrow();
            found += test.pValue() < 0.05 ? 1 : 0;
        }
        // 50 expected, with a standard deviation of 6.9
        assertThat(found).as("of %d trials of seeds from 0", TRIALS).isBetween(29, 71);
    }

    @Test
    void aRealDifferenceIsFound() {
        int found = 0;
        for (int seed = 0; seed < 100; seed++) {
            DieboldMariano test = PairedComparison.of(
                            rows(new Random(seed), 2, 120, 3, 1, 0.6), "champion", "challenger")
                    .test()
                    .orElseThrow();
            found += test.pBetter() < 0.025 ? 1 : 0;
        }
        assertThat(found).as("of 100 trials of seeds from 0").isGreaterThan(90);
    }
}
