package io.forecastj.backtest;

import static io.forecastj.backtest.SeriesMaker.daily;
import static io.forecastj.backtest.SeriesMaker.randomWalk;
import static io.forecastj.backtest.SeriesMaker.seasonal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Baselines;
import io.forecastj.Interval;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** The words on a model follow from its errors and from the number of origins. */
class VerdictTest {
    private static BacktestResult run(double[] values, int season, int step) {
        return Backtest.on(daily(values))
                .windows(WalkForward.expanding(100).step(step).fitOnce())
                .seasonLength(season)
                .compare(Baselines.drift("y", 5), Baselines.mean("y", 5))
                .run();
    }

    private static Verdict of(BacktestResult result, String model) {
        return result.verdicts().stream()
                .filter(verdict -> verdict.model().equals(model))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aModelWithSmallerErrorsIsBetterAndTheSentenceSaysHowSureThatIs() {
        Verdict mean = of(run(seasonal(600, 7, 1), 1, 5), "mean");
        assertThat(mean.outcome()).isEqualTo(Outcome.BETTER);
        assertThat(mean.skill()).isGreaterThan(0.2);
        assertThat(mean.pValue()).isLessThan(0.001);
        assertThat(mean)
                .asString()
                .matches("mean on y is better than naive: skill \\+\\d+\\.\\d\\d%, p < 0.001, 99 origins");
    }

    @Test
    void theBetterOneOfTheNaiveForecastsIsTheMeasure() {
        Verdict mean = of(run(seasonal(600, 7, 1), 7, 5), "mean");
        assertThat(mean.naive()).isEqualTo("seasonal-naive");
        assertThat(mean.outcome()).isEqualTo(Outcome.WORSE);
        assertThat(mean.skill()).isNegative();
    }

    @Test
    void onARandomWalkTheDriftIsNoBetter() {
        Verdict drift = of(run(randomWalk(600, 3), 1, 5), "drift");
        assertThat(drift.outcome()).isEqualTo(Outcome.NO_BETTER);
        assertThat(drift.pValue()).isGreaterThan(0.05);
        assertThat(drift.toString())
                .startsWith("drift on y is no better than naive: skill ")
                .endsWith(", 99 origins");
    }

    @Test
    void fewOriginsAreTooFewToTell() {
        BacktestResult result = run(seasonal(120, 7, 1), 1, 1);
        Verdict mean = of(result, "mean");
        assertThat(mean.outcome()).isEqualTo(Outcome.TOO_FEW);
        assertThat(mean.origins()).isEqualTo(11);
        assertThat(mean.pValue()).isNaN();
        assertThat(mean.toString()).endsWith(" against naive, but 11 origins are too few to tell");
        assertThat(result.scores("mean").against("naive")).isEmpty();
    }

    @Test
    void theSummarySaysIt() {
        BacktestResult result = run(seasonal(600, 7, 1), 1, 5);
        assertThat(result.summary().lines())
                .contains(of(result, "mean").toString(), of(result, "drift").toString());
    }

    @Test
    void pValuesOfSeveralModelsAreAdjustedForTheirNumber() {
        assertThat(Verdicts.holm(new double[] {0.04, 0.01, 0.03, 0.5}))
                .containsExactly(new double[] {0.09, 0.04, 0.09, 0.5}, within(1e-15));
        assertThat(Verdicts.holm(new double[] {0.9, 0.8})).containsExactly(1, 1);
        assertThat(Verdicts.holm(new double[] {0.2})).containsExactly(0.2);
    }

    @Test
    void lossesAreMeansOfTheSquaredErrorsOfEachOrigin() {
        BacktestResult result = Backtest.on(
                        List.of(daily("a", 0, 1, 2, 4, 7, 11, 16, 22), daily("b", 0, 1, 1, 1, 1, 2, 4, 4)))
                .windows(WalkForward.expanding(3))
                .seasonLength(1)
                .compare(Formula.constant("nine", 2, 9))
                .run();
        // one origin at the fifth row; two steps of two series
        assertThat(result.scores("nine").losses()).containsExactly((49 + 169 + 25 + 25) / 4.0);
        assertThat(result.scores("naive").losses()).containsExactly((25 + 121 + 4 + 4) / 4.0);
        assertThat(result.scores("nine").origins()).isEqualTo(1);
    }

    @Test
    void twoModelsAreTestedAgainstEachOther() {
        BacktestResult result = run(seasonal(600, 7, 1), 1, 5);
        var test = result.scores("mean").against("drift").orElseThrow();
        assertThat(test.statistic()).isNegative();
        assertThat(result.scores("drift").against("mean").orElseThrow().statistic())
                .isPositive();
        assertThatThrownBy(() -> result.scores("mean").against("none"))
                .hasMessage("no model 'none' of 'y'; there are [drift, mean, naive]");
    }

    @Test
    void theIntervalOfASkillHoldsItAndShrinksWithMoreOrigins() {
        Interval few = run(seasonal(300, 7, 1), 1, 5).scores("mean").interval(Score::skill, 0.95);
        BacktestResult result = run(seasonal(3_000, 7, 1), 1, 5);
        Interval many = result.scores("mean").interval(Score::skill, 0.95);
        assertThat(many.contains(result.scores("mean").overall().skill())).isTrue();
        assertThat(many.width()).isLessThan(few.width() / 2);
        assertThat(result.scores("naive").interval(Score::skill, 0.95)).isEqualTo(new Interval(0, 0, 0.95));
        Interval mase = result.scores("mean").interval(Score::mase, 0.9);
        assertThat(mase.contains(result.scores("mean").overall().mase())).isTrue();
    }

    @Test
    void theIntervalOfACoverageHoldsIt() {
        ModelScores mean = run(seasonal(600, 7, 1), 1, 5).scores("mean");
        Interval coverage = mean.quantileInterval(scores -> scores.interval(0.8).coverage(), 0.95);
        assertThat(coverage.contains(mean.quantiles().interval(0.8).coverage())).isTrue();
        assertThat(coverage.width()).isBetween(0.001, 0.2);
    }

    @Test
    void forecastsOverlapAsFarAsTheirRowsReach() {
        double[] values = DoubleStream.iterate(0, v -> v + 1).limit(60).toArray();
        assertThat(overlap(values, 5, 1)).isEqualTo(5);
        assertThat(overlap(values, 5, 2)).isEqualTo(3);
        assertThat(overlap(values, 5, 5)).isEqualTo(1);
        assertThat(overlap(values, 1, 1)).isEqualTo(1);
    }

    private static int overlap(double[] values, int horizon, int step) {
        BacktestPlan plan = new BacktestPlan(
                List.of(daily(values)), WalkForward.expanding(20).step(step), horizon);
        PairIndex pairs = new PairIndex(plan.series().get(0).count() * horizon);
        for (int i = 0; i < pairs.count(); i++) {
            pairs.set(i, 0, i / horizon, i % horizon + 1);
        }
        return new OriginLosses(pairs, plan).overlap();
    }

    /** 60 times with one series on which the model is worse, and one time with many on which it is better. */
    @Test
    void theVerdictHasTheSignOfTheSkillAlsoWhereTimesHaveMorePairsThanOthers() {
        List<ForecastRow> rows = new ArrayList<>();
        for (int day = 0; day < 60; day++) {
            rows.add(row("long", day, day, day + 3));
        }
        for (int s = 0; s < 400; s++) {
            rows.add(row("s" + s, 60, 5, 5));
        }
        List<TimeSeries> series = new ArrayList<>();
        series.add(
                daily("long", 0, DoubleStream.iterate(-1, v -> v + 1).limit(62).toArray()));
        for (int s = 0; s < 400; s++) {
            series.add(daily("s" + s, 60, 0, 5));
        }
        BacktestResult result = Backtest.score(rows, series);
        Verdict verdict = result.verdicts().get(0);
        double statistic = result.scores("m").against("naive").orElseThrow().statistic();
        assertThat(Math.signum(statistic)).isEqualTo(-Math.signum(verdict.skill()));
        assertThat(verdict.outcome()).isEqualTo(Outcome.NO_BETTER);
    }

    private static ForecastRow row(String id, int day, double actual, double forecast) {
        return ForecastRow.of(id, "m", "y", SeriesMaker.day(day), 1, SeriesMaker.day(day + 1), actual, forecast);
    }

    @Test
    void oneHugeForecastIsNoBetterAndLeavesTheOtherVerdicts() {
        double[] values = seasonal(300, 7, 1);
        Formula wild = Formula.constant("wild", 5, 1e200);
        BacktestResult result = Backtest.on(daily(values))
                .windows(WalkForward.expanding(100).step(2).fitOnce())
                .seasonLength(1)
                .compare(wild, Baselines.mean("y", 5))
                .run();
        assertThat(of(result, "wild").outcome()).isNotEqualTo(Outcome.BETTER);
        assertThat(of(result, "mean").outcome()).isEqualTo(Outcome.BETTER);
        assertThat(result.summary()).contains("wild on y is ");
    }

    @Test
    void theScaleOfTheValuesDoesNotMatter() {
        double[] values = randomWalk(400, 5);
        double[] tiny =
                DoubleStream.of(values).map(value -> Math.scalb(value, -500)).toArray();
        double[] huge =
                DoubleStream.of(values).map(value -> Math.scalb(value, 500)).toArray();
        double expected = of(run(values, 1, 5), "drift").pValue();
        assertThat(of(run(tiny, 1, 5), "drift").pValue()).isCloseTo(expected, within(1e-9));
        assertThat(of(run(huge, 1, 5), "drift").pValue()).isCloseTo(expected, within(1e-9));
    }

    @Test
    void aDifferenceOfRoundingIsNoWin() {
        Verdict rounded = new Verdict("m", "y", "naive", 1e-12, 1e-9, 80, 80);
        assertThat(rounded.outcome()).isEqualTo(Outcome.NO_BETTER);
        assertThat(new Verdict("m", "y", "naive", 0.1, 0.2, 49, 499))
                .asString()
                .endsWith("p = 0.20, 49 of 499 origins");
    }
}
