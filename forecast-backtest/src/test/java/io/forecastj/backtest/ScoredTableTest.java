package io.forecastj.backtest;

import static io.forecastj.backtest.SeriesMaker.daily;
import static io.forecastj.backtest.SeriesMaker.day;
import static io.forecastj.backtest.SeriesMaker.randomWalk;
import static io.forecastj.backtest.SeriesMaker.seasonal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Baselines;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.metrics.ProbabilisticMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forecasts that were made elsewhere get the scores that a backtest would give them. */
class ScoredTableTest {
    private static ForecastRow row(int origin, int step, double actual, double forecast) {
        return ForecastRow.of("", "python", "y", day(origin), step, day(origin + step), actual, forecast);
    }

    @Test
    void theForecastsOfABacktestGetItsScores() {
        List<TimeSeries> series = List.of(daily("a", 0, seasonal(120, 7, 1)), daily("b", 10, randomWalk(100, 2)));
        BacktestResult result = Backtest.on(series)
                .windows(WalkForward.expanding(60).step(3).fitOnce())
                .compare(Baselines.drift("y", 4), Baselines.mean("y", 4))
                .run();
        List<ForecastRow> rows =
                result.rows().filter(row -> !row.model().contains("naive")).toList();

        BacktestResult scored = Backtest.score(rows, series);
        for (String model : List.of("drift", "mean", "naive", "seasonal-naive")) {
            Score expected = result.scores(model).overall();
            Score found = scored.scores(model).overall();
            assertThat(found.pairs()).isEqualTo(expected.pairs());
            assertThat(found.rmse()).isEqualTo(expected.rmse());
            assertThat(found.skill()).isEqualTo(expected.skill());
            assertThat(found.seasonalSkill()).isEqualTo(expected.seasonalSkill());
            assertThat(scored.scores(model).byId().keySet())
                    .isEqualTo(result.scores(model).byId().keySet());
        }
        assertThat(scored.scores("mean").quantiles())
                .isEqualTo(result.scores("mean").quantiles());
        assertThat(scored.scores("mean").overall().mase()).isPositive();
        assertThat(scored.verdicts()).isEqualTo(result.verdicts());
        assertThat(scored.rows().filter(row -> !row.model().contains("naive"))).containsExactlyElementsOf(rows);
        assertThat(scored.summary()).contains("forecasts made elsewhere").doesNotContain("fit time");
    }

    @Test
    void withoutTheSeriesTheActualValuesOfTheTableAreTheSeries() {
        BacktestResult scored = Backtest.score(
                List.of(row(10, 1, 5, 6), row(10, 2, 7, 6), row(11, 1, 7, 4), row(11, 2, 8, 8), row(12, 1, 8, 9)));
        // from day 10 nothing is known of the value at the origin; from day 11 it is 5, from day 12 it is 7
        assertThat(scored.pairs().compared()).isEqualTo(3);
        assertThat(scored.pairs().notFinite()).isEqualTo(2);
        assertThat(scored.scores("python").overall().mae()).isCloseTo((3 + 0 + 1) / 3.0, within(1e-15));
        assertThat(scored.scores("naive").overall().mae()).isCloseTo((2 + 3 + 1) / 3.0, within(1e-15));
        assertThat(scored.scores("python").overall().mase()).isNaN();
    }

    @Test
    void chosenStepsNeedTheSeries() {
        List<ForecastRow> rows = List.of(row(10, 1, 11, 11), row(10, 5, 15, 14), row(12, 5, 17, 17));
        assertThatThrownBy(() -> Backtest.score(rows))
                .hasMessage("step 5 of 'python' from 2024-01-11T00:00:00Z leads to 2024-01-16T00:00:00Z, which is row 3"
                        + " after the origin: if the table lacks rows between, give the series too");
        TimeSeries series = daily(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17);
        BacktestResult scored = Backtest.score(rows, List.of(series));
        assertThat(scored.scores("python").overall().mae()).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(scored.scores("naive").overall().mae()).isCloseTo(11 / 3.0, within(1e-15));
    }

    @Test
    void aStepBeyondTheEndOfTheSeriesIsCounted() {
        BacktestResult scored = Backtest.score(
                List.of(row(1, 1, 12, 12), row(1, 2, Double.NaN, 13), row(0, 1, 11, 11)), List.of(daily(10, 11, 12)));
        assertThat(scored.pairs().beyondEnd()).isEqualTo(1);
        assertThat(scored.pairs().compared()).isEqualTo(2);
    }

    @Test
    void samplesAndQuantilesGetTheirScore() {
        double[] drawn = {4, 6, 7, 9};
        List<ForecastRow> rows = List.of(
                row(10, 1, 5, 6).withSamples(1, 2, 3),
                row(11, 1, 7, 6).withSamples(drawn).withQuantiles(Map.of(0.1, 9.0, 0.9, 4.0)),
                row(12, 1, 8, 9).withSamples(8).withQuantiles(Map.of(0.1, 7.0, 0.9, 12.0)));
        ModelScores scores = Backtest.score(rows).scores("python");
        assertThat(scores.crps()).isCloseTo(ProbabilisticMetrics.crpsOfSample(7, drawn) / 2, within(1e-15));
        assertThat(scores.levels()).containsExactly(0.1, 0.9);
        assertThat(scores.quantiles().intervals().get(0).coverage())
                .as("crossed quantiles are put in order")
                .isEqualTo(1);
        List<ForecastRow> some = List.of(row(10, 1, 5, 6), row(11, 1, 7, 6).withSamples(drawn), row(12, 1, 8, 9));
        assertThat(Backtest.score(some).scores("python").crps()).isNaN();
        ModelScores points =
                Backtest.score(List.of(row(10, 1, 5, 6), row(11, 1, 7, 6))).scores("python");
        assertThat(points.crps()).isEqualTo(points.overall().mae()).isEqualTo(1);
    }

    @Test
    void contradictionsAreRefusedWithTheirRow() {
        assertThatThrownBy(() -> Backtest.score(List.of(row(10, 2, 5, 6), row(11, 1, 5.5, 6))))
                .hasMessage("the actual value of 'y' at 2024-01-13T00:00:00Z is 5.0 in one row and 5.5 in another:"
                        + " score revised values by their own series");
        assertThatThrownBy(() -> Backtest.score(List.of(row(10, 1, 5, 6), row(10, 1, 5, 7))))
                .hasMessage("the forecast of step 1 by 'python' from 2024-01-11T00:00:00Z occurs twice");
        assertThatThrownBy(() -> Backtest.score(List.of(row(0, 1, 5, 6)), List.of(daily(4, 6))))
                .hasMessage(
                        "the actual value of 'y' at 2024-01-02T00:00:00Z is 5.0 in the table and 6.0 in the series");
        assertThatThrownBy(() -> Backtest.score(List.of(row(5, 1, 5, 6)), List.of(daily(4, 6))))
                .hasMessage("the series has no row at the origin 2024-01-06T00:00:00Z of 'python'");
        assertThatThrownBy(() -> Backtest.score(
                        List.of(ForecastRow.of("x", "m", "y", day(0), 1, day(1), 1, 1)), List.of(daily("z", 0, 1, 2))))
                .hasMessage("no series has the id 'x'; there are [z]");
        assertThatThrownBy(() -> Backtest.score(List.of())).hasMessage("there are no forecasts to score");
        assertThatThrownBy(() -> ForecastRow.of("", "m", "y", day(3), 1, day(3), 1, 1))
                .hasMessageStartingWith("expected a step of at least 1 and a time after the origin, found step 1");
        assertThatThrownBy(() -> row(1, 1, 1, 1).withQuantiles(Map.of(95.0, 1.0)))
                .hasMessage("a level must lie between 0 and 1, found 95.0");
        assertThatThrownBy(() -> row(1, 1, 1, 1).withSamples(1, Double.NaN)).hasMessageContaining("[1.0, NaN]");
    }

    @Test
    void aFileOfPythonIsScored(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("forecasts.csv");
        Files.writeString(file, """
                id,origin,step,time,actual,forecast,q0.1,q0.9,s1,s2
                a,2024-01-11,1,2024-01-12,5.0,6.0,4,8,5,7
                a,2024-01-12 00:00:00,1,2024-01-13T00:00:00Z,7.0,6.0,4,8,5,7
                a,2024-01-13T01:00:00+01:00,1,2024-01-14 00:00:00,,9.0,,,,
                """);
        BacktestResult scored = Backtest.score(file);
        ModelScores scores = scored.scores("forecast", "y");
        assertThat(scores.overall().pairs()).isEqualTo(1);
        assertThat(scores.byId()).containsOnlyKeys("a");
        assertThat(scores.crps()).isCloseTo(ProbabilisticMetrics.crpsOfSample(7, 5, 7), within(1e-15));
        assertThat(scored.pairs().actualMissing()).isEqualTo(1);
    }

    @Test
    void aFileThatCannotBeReadIsRefusedWithLineAndColumn(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("forecasts.csv");
        Files.writeString(file, "origin,step,time,actual,forecast\n2024-01-11,1,12 January,5.0,6.0\n");
        assertThatThrownBy(() -> Backtest.score(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + ", line 2, column 'time': expected a time such as 2024-01-31, 2024-01-31 12:00:00 or"
                        + " 2024-01-31T12:00:00Z, found '12 January'");
        Files.writeString(file, "origin,step,time,actual,forecast\n2024-01-11,1,2024-01-12,5.0,six\n");
        assertThatThrownBy(() -> Backtest.score(file))
                .hasMessage(file + ", line 2, column 'forecast': expected a number, found 'six'");
        Files.writeString(file, "origin,step,time,actual,forecast\n2024-01-11,0,2024-01-12,5.0,6\n");
        assertThatThrownBy(() -> Backtest.score(file)).hasMessageStartingWith(file + ", line 2: expected a step");
        Files.writeString(file, "ds,y\n2024-01-11,0\n");
        assertThatThrownBy(() -> Backtest.score(file))
                .hasMessage(file + " has no column 'origin': expected at least [origin, step, time, actual, forecast],"
                        + " found [ds, y]");
    }

    @Test
    void namesThatOnlyLookLikeQuantilesAreRefusedAndAMarkAtTheStartIsRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("forecasts.csv");
        Files.writeString(file, "origin,step,time,actual,forecast,q50\n2024-01-11,1,2024-01-12,5.0,6,6\n");
        assertThatThrownBy(() -> Backtest.score(file))
                .hasMessage(file + ", column 'q50': quantiles are named by their level, such as q0.5;"
                        + " rename the column, or leave it out");
        Files.writeString(file, "\uFEFForigin,step,time,actual,forecast\n2024-01-02,1,2024-01-03,6.000001,6\n");
        assertThat(Backtest.score(file, List.of(daily(4, 5, 6))).pairs().compared())
                .isEqualTo(1);
    }

    @Test
    void classProbabilitiesAreRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("forecasts.csv");
        Files.writeString(file, "origin,step,time,actual,forecast,p_UP\n2024-01-11,1,2024-01-12,5.0,,0.6\n");
        assertThatThrownBy(() -> Backtest.score(file))
                .hasMessage(
                        file + ", line 2: the forecasts of 'forecast' are class probabilities, which a table cannot be"
                                + " scored by: leave its rows out");
    }

    @Test
    void theFileOfABacktestCanBeScoredAgain(@TempDir Path folder) throws IOException {
        BacktestResult result = Backtest.on(daily(randomWalk(80, 2)))
                .windows(WalkForward.expanding(60))
                .seasonLength(1)
                .compare(Baselines.drift("y", 2))
                .run();
        Path file = folder.resolve("forecasts.csv");
        result.writeCsv(file);
        ModelScores again = Backtest.score(file).scores("drift");
        assertThat(again.overall().pairs())
                .isEqualTo(result.scores("drift").overall().pairs() - 2);
        assertThat(again.levels()).isEqualTo(result.scores("drift").levels());
    }
}
