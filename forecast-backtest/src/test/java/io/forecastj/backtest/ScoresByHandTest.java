package io.forecastj.backtest;

import static io.forecastj.backtest.SeriesMaker.daily;
import static io.forecastj.backtest.SeriesMaker.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Baselines;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Eight rows, two steps, three training rows at first. The origins are rows 4 and 5 (values 11 and 16), and the fits
 * see rows 0 to 4 and 0 to 5. The naive errors are 5 and 11, then 6 and 13; drift, with slopes 2.5 and 3, errs by 2.5
 * and 6, then by 3 and 7.
 */
class ScoresByHandTest {
    private static final Offset<Double> EXACT = within(1e-14);

    private final TimeSeries series = daily(1, 2, 4, 7, 11, 16, 22, 29);
    private final BacktestResult result = Backtest.on(series)
            .windows(WalkForward.expanding(3))
            .seasonLength(1)
            .compare(Baselines.drift("y", 2))
            .run();

    @Test
    void theScoresAreThoseComputedByHand() {
        Score drift = result.scores("drift").overall();

        assertThat(drift.pairs()).isEqualTo(4);
        assertThat(drift.mae()).isCloseTo(18.5 / 4, EXACT);
        assertThat(drift.rmse()).isCloseTo(Math.sqrt(100.25 / 4), EXACT);
        assertThat(drift.bias()).isCloseTo(18.5 / 4, EXACT);
        assertThat(drift.mape()).isCloseTo((2.5 / 16 + 6.0 / 22 + 3.0 / 22 + 7.0 / 29) / 4, EXACT);
        assertThat(drift.smape()).isCloseTo(2 * (2.5 / 29.5 + 6 / 38.0 + 3 / 41.0 + 7 / 51.0) / 4, EXACT);
        assertThat(drift.r2()).isCloseTo(1 - 100.25 / 351, EXACT);
        assertThat(drift.skill()).isCloseTo(1 - Math.sqrt(100.25 / 351), EXACT);
        assertThat(drift.maeSkill()).isCloseTo(1 - 18.5 / 35, EXACT);
        assertThat(drift.directionalAccuracy()).isEqualTo(1);
    }

    @Test
    void eachErrorIsScaledByTheTrainingRowsOfTheFitThatServedIt() {
        Score drift = result.scores("drift").overall();

        // changes 1, 2, 3, 4 and then also 5: means 2.5 and 3, mean squares 7.5 and 11
        assertThat(drift.mase()).isCloseTo((2.5 / 2.5 + 6 / 2.5 + 3 / 3.0 + 7 / 3.0) / 4, EXACT);
        assertThat(drift.rmsse()).isCloseTo(Math.sqrt((6.25 / 7.5 + 36 / 7.5 + 9 / 11.0 + 49 / 11.0) / 4), EXACT);
    }

    @Test
    void theNaiveForecastIsThereAndHasNoSkill() {
        Score naive = result.scores("naive").overall();

        assertThat(naive.mae()).isCloseTo(35.0 / 4, EXACT);
        assertThat(naive.rmse()).isCloseTo(Math.sqrt(351.0 / 4), EXACT);
        assertThat(naive.skill()).isZero();
        assertThat(naive.r2()).isZero();
        assertThat(naive.directionalAccuracy()).isZero();
        assertThat(result.scores("naive").reference()).isTrue();
        assertThat(result.scores("drift").reference()).isFalse();
        assertThat(result.scores().stream().map(ModelScores::model)).containsExactly("drift", "naive");
    }

    @Test
    void withoutASeasonThereIsNoSeasonalNaive() {
        assertThat(result.seasonLength()).isEqualTo(1);
        assertThat(result.scores("drift").overall().seasonalSkill()).isNaN();
        assertThatThrownBy(() -> result.scores("seasonal-naive"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no model 'seasonal-naive'; there are [drift, naive]");
    }

    @Test
    void scoresByStepSplitThePairs() {
        assertThat(result.scores("drift").byStep()).containsOnlyKeys(1, 2);
        assertThat(result.scores("drift").byStep().get(1).mae()).isCloseTo(2.75, EXACT);
        assertThat(result.scores("drift").byStep().get(2).mae()).isCloseTo(6.5, EXACT);
        assertThat(result.scores("drift").byStep().get(2).skill())
                .isCloseTo(1 - Math.sqrt((36.0 + 49) / (121 + 169)), EXACT);
        assertThat(result.scores("drift").byId()).containsOnlyKeys("");
        assertThat(result.scores("drift").byId().get(""))
                .isEqualTo(result.scores("drift").overall());
    }

    @Test
    void theSeasonalNaiveForecastIsScoredOnTheSamePairs() {
        BacktestResult withSeason = Backtest.on(series)
                .windows(WalkForward.expanding(3))
                .seasonLength(2)
                .compare(Baselines.drift("y", 2))
                .run();

        // it forecasts 7 and 11 for 16 and 22, then 11 and 16 for 22 and 29
        Score seasonal = withSeason.scores("seasonal-naive").overall();
        assertThat(seasonal.mae()).isCloseTo((9 + 11 + 11 + 13) / 4.0, EXACT);
        assertThat(seasonal.seasonalSkill()).isZero();
        assertThat(withSeason.scores("drift").overall().seasonalMaeSkill()).isCloseTo(1 - 18.5 / 44, EXACT);
        assertThat(withSeason.scores("drift").overall().seasonalSkill())
                .isCloseTo(1 - Math.sqrt(100.25 / (81 + 121 + 121 + 169)), EXACT);
        // changes over two rows: 3, 5, 7 and then also 9
        assertThat(withSeason.scores("drift").overall().mase())
                .isCloseTo((2.5 / 5 + 6.0 / 5 + 3.0 / 6 + 7.0 / 6) / 4, EXACT);
    }

    @Test
    void theLongTableHoldsEveryForecastBesideWhatCameTrue() {
        List<ForecastRow> drift =
                result.rows().filter(row -> row.model().equals("drift")).toList();

        assertThat(drift)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("quantiles")
                .containsExactly(
                        ForecastRow.of("", "drift", "y", day(4), 1, day(5), 16, 13.5),
                        ForecastRow.of("", "drift", "y", day(4), 2, day(6), 22, 16),
                        ForecastRow.of("", "drift", "y", day(5), 1, day(6), 22, 19),
                        ForecastRow.of("", "drift", "y", day(5), 2, day(7), 29, 22));
        assertThat(result.rows()).hasSize(8);
    }

    @Test
    void aScoreThatIsUndefinedIsNaNAndTheOthersStand() {
        Score naive = Backtest.on(daily(1, 1, 1, 1, 1, 0, 2))
                .windows(WalkForward.expanding(3))
                .seasonLength(1)
                .compare(Formula.constant("one", 1, 1))
                .run()
                .scores("one")
                .overall();

        assertThat(naive.mape()).isNaN();
        assertThat(naive.mae()).isCloseTo(2.0 / 3, EXACT);
        // two of the three fits saw constant rows only and have no scale; the last saw one change of 1 in 5
        assertThat(naive.mase()).isCloseTo(1 / 0.2, EXACT);
    }

    @Test
    void seriesCountAlikeInTheScaledErrorsHoweverManyForecastsTheyHave() {
        TimeSeries shorter = SeriesMaker.daily("short", 0, 1, 2, 1, 2, 1, 4, 1);
        TimeSeries longer = SeriesMaker.daily("long", 0, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3);
        ModelScores naive = Backtest.on(List.of(shorter, longer))
                .windows(WalkForward.expanding(4).fitOnce())
                .seasonLength(1)
                .compare(Formula.constant("two", 1, 2))
                .run()
                .scores("naive");

        assertThat(naive.byId().get("short").mase()).isCloseTo((3 + 3) / 2.0, EXACT);
        assertThat(naive.byId().get("long").mase()).isEqualTo(1);
        assertThat(naive.overall().mase()).isCloseTo((3 + 1) / 2.0, EXACT);
        assertThat(naive.overall().rmsse())
                .isCloseTo(
                        Stream.of("short", "long")
                                        .mapToDouble(id -> naive.byId().get(id).rmsse())
                                        .sum()
                                / 2,
                        EXACT);
    }
}
