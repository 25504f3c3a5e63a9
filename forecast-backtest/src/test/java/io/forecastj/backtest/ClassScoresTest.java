package io.forecastj.backtest;

import static io.forecastj.backtest.SeriesMaker.daily;
import static io.forecastj.backtest.SeriesMaker.randomWalk;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Baselines;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Verdict.Outcome;
import io.forecastj.backtest.tuning.Parameter;
import io.forecastj.backtest.tuning.SearchSpace;
import io.forecastj.backtest.tuning.Tuner;
import io.forecastj.backtest.tuning.TuningResult;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Forecasts of classes are scored against what happened, beside the frequencies of the training rows. */
class ClassScoresTest {
    private static final String DIRECTION = "direction(y,0.0)";
    private static final WalkForward WINDOWS = WalkForward.expanding(100).fitOnce();

    /** A series that rises after an odd value and falls after an even one, but for some rows. */
    private static TimeSeries zigzag(int rows, double surprise, long seed) {
        Random random = new Random(seed);
        double[] values = new double[rows];
        Arrays.setAll(values, i -> 100 + (random.nextDouble() < surprise ? random.nextInt(2) : i % 2));
        return daily(values);
    }

    /** Knows that a series which is high falls, and one which is low rises. */
    private static ClassFormula knowing(double sure) {
        return new ClassFormula("knowing", DIRECTION, Target.Direction.CLASSES, last -> {
            double other = (1 - sure) / 2;
            return last > 100 ? new double[] {sure, other, other} : new double[] {other, other, sure};
        });
    }

    private static ClassFormula guessing(String name, String target, double... probabilities) {
        return new ClassFormula(name, target, Target.Direction.CLASSES, last -> probabilities);
    }

    @Test
    void whatHappenedFollowsFromTheTargetInThePredictorsDescription() {
        BacktestResult result = Backtest.on(zigzag(400, 0, 1))
                .windows(WINDOWS)
                .seasonLength(1)
                .compare(knowing(0.8))
                .run();
        ClassScore score = result.classScores("knowing").overall();
        assertThat(score.accuracy()).isEqualTo(1);
        assertThat(score.logLoss()).isCloseTo(-Math.log(0.8), within(1e-12));
        assertThat(score.count("UP", "UP") + score.count("DOWN", "DOWN")).isEqualTo(score.pairs());
        assertThat(score.recall("UP")).isEqualTo(1);
        assertThat(score.precision("FLAT")).isNaN();
        assertThat(score.f1("FLAT")).isNaN();
        assertThat(score.macroF1()).isEqualTo(1); // of the two classes that occur
        assertThat(score.calibrationError()).isCloseTo(0.2, within(1e-12));
        assertThat(result.classScores("knowing").byStep().get(1)).isEqualTo(score);
        assertThat(result.classScores("knowing").byId().get("")).isEqualTo(score);
    }

    @Test
    void theMacroScoreIsTheMeanOverClassesThatOccurOrArePredicted() {
        ClassScore score = Backtest.on(zigzag(400, 0.3, 2))
                .windows(WINDOWS)
                .seasonLength(1)
                .compare(guessing("guess", DIRECTION, 0.6, 0.3, 0.1))
                .run()
                .classScores("guess")
                .overall();
        double[] ofClasses = score.classes().stream().mapToDouble(score::f1).toArray();
        assertThat(ofClasses[0]).isPositive();
        assertThat(ofClasses[2]).isZero();
        assertThat(score.macroF1()).isCloseTo(Arrays.stream(ofClasses).average().orElseThrow(), within(1e-12));
    }

    @Test
    void theClassFrequenciesAreThoseOfTheTrainingRowsAndEachClassCountsOnceMore() {
        // 101 rows are known to the fit: 50 rises and 50 falls
        BacktestResult result = Backtest.on(zigzag(400, 0, 1))
                .windows(WINDOWS)
                .seasonLength(1)
                .compare(knowing(0.8))
                .run();
        ClassScores naive = result.classScores("class-frequency");
        assertThat(naive.reference()).isTrue();
        assertThat(naive.overall().logLoss()).isCloseTo(-Math.log(51 / 103.0), within(1e-12));
        assertThat(naive.overall().skill()).isZero();
    }

    @Test
    void aModelThatKnowsIsBetterThanTheFrequenciesAndOneThatGuessesIsNot() {
        BacktestResult result = Backtest.on(zigzag(600, 0.3, 2))
                .windows(WINDOWS)
                .seasonLength(1)
                .compare(knowing(0.7), guessing("guessing", DIRECTION, 0.5, 0.2, 0.3))
                .run();
        Map<String, Outcome> outcomes = result.verdicts().stream().collect(toMap(Verdict::model, Verdict::outcome));
        assertThat(outcomes).containsEntry("knowing", Outcome.BETTER).containsEntry("guessing", Outcome.WORSE);
        assertThat(result.verdicts()).allMatch(verdict -> verdict.naive().equals("class-frequency"));
        ClassScores knowing = result.classScores("knowing");
        assertThat(knowing.interval(ClassScore::skill, 0.95)
                        .contains(knowing.overall().skill()))
                .isTrue();
        assertThat(result.classScores().get(0)).isSameAs(knowing);
        assertThat(result.summary())
                .contains("y, classes DOWN, FLAT, UP: ", "knowing on y is better than class-frequency")
                .doesNotContain("RMSE");
    }

    @Test
    void valuesAndClassesAreComparedSideBySide() {
        BacktestResult result = Backtest.on(zigzag(300, 0.3, 2))
                .windows(WINDOWS)
                .seasonLength(1)
                .compare(knowing(0.7), Baselines.mean("y", 1))
                .run();
        assertThat(result.scores("mean").overall().skill()).isPositive();
        assertThat(result.classScores("knowing").overall().skill()).isPositive();
        assertThat(result.verdicts()).hasSize(2);
        assertThatThrownBy(() -> result.scores("knowing"))
                .hasMessageStartingWith("'knowing' forecasts classes, whose scores are in classScores(): ");
        assertThatThrownBy(() -> result.classScores("mean"))
                .hasMessage("no model 'mean' forecasts classes; there are [knowing, class-frequency]");
    }

    @Test
    void modelsOfOtherThresholdsAreNotComparedWithEachOther() {
        BacktestResult result = Backtest.on(daily(randomWalk(300, 4)))
                .windows(WINDOWS)
                .seasonLength(1)
                .compare(
                        guessing("narrow", "direction(y,0.001)", 0.4, 0.2, 0.4),
                        guessing("wide", "direction(y,0.01)", 0.3, 0.4, 0.3))
                .run();
        assertThat(result.classScores().stream().filter(ClassScores::reference)).hasSize(2);
        assertThat(result.classScores("wide").overall().count("FLAT", "FLAT"))
                .isGreaterThan(result.classScores("narrow").overall().count("FLAT", "FLAT"));
    }

    @Test
    void aRuleOfOnesOwnTellsWhatHappened() {
        ClassFormula trading = new ClassFormula("trading", "", List.of("SELL", "BUY"), last ->
                new double[] {last > 100 ? 0.9 : 0.1, last > 100 ? 0.1 : 0.9});
        Backtest backtest =
                Backtest.on(zigzag(400, 0, 1)).windows(WINDOWS).seasonLength(1).compare(trading);
        assertThatThrownBy(backtest::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'trading' forecasts the classes [SELL, BUY]")
                .hasMessageEndingWith("set the rule with labels()");
        BacktestResult result = backtest.labels((series, origin, step) ->
                        origin % 10 == 0 ? -1 : series.value(origin + step, 0) > series.value(origin, 0) ? 1 : 0)
                .run();
        assertThat(result.classScores("trading").overall().recall("BUY")).isEqualTo(1);
        assertThat(result.classScores("trading").pairs().actualMissing()).isBetween(28L, 31L);
        assertThatThrownBy(() -> backtest.labels((series, origin, step) -> 2).run())
                .hasMessageContaining("expected the index of one of the classes [SELL, BUY] of 'y'");
    }

    @Test
    void aSearchMinimizesAScoreOfClasses() {
        Parameter<Double> sure = Parameter.uniform("sure", 0.34, 0.99);
        TuningResult found = Tuner.on(zigzag(400, 0.3, 2))
                .space(SearchSpace.of(sure))
                .forecaster(p -> knowing(p.get(sure)))
                .windows(WINDOWS)
                .minimizeClasses("log loss", ClassScore::logLoss)
                .trials(30)
                .run();
        // 70 of 100 rows are no surprise, half of the others look like none, and a few rows stay
        assertThat(found.best().parameters().get(sure)).isBetween(0.65, 0.85);
        assertThat(found.metric()).isEqualTo("log loss");
    }

    @Test
    void classesInAnotherOrderAreReadByTheirNames() {
        List<String> turned = List.of("BUY", "HOLD", "SELL");
        ClassFormula same = new ClassFormula("turned", DIRECTION, turned, last -> {
            double[] ordered = knowing(0.8).probabilities().apply(last);
            return new double[] {ordered[2], ordered[1], ordered[0]};
        });
        BacktestResult result = Backtest.on(zigzag(400, 0.2, 1))
                .windows(WINDOWS)
                .seasonLength(1)
                .compare(knowing(0.8), same)
                .run();
        ClassScore found = result.classScores("turned").overall();
        assertThat(found.logLoss())
                .isEqualTo(result.classScores("knowing").overall().logLoss());
        assertThat(found.classes()).containsExactly("SELL", "HOLD", "BUY");
        assertThat(found.recall("BUY"))
                .isEqualTo(result.classScores("knowing").overall().recall("UP"));
        assertThat(result.rows()
                        .filter(row -> row.model().equals("turned"))
                        .findFirst()
                        .orElseThrow()
                        .probabilities())
                .containsKeys("BUY", "HOLD", "SELL");
    }

    @Test
    void aRuleForModelsWithOtherClassesIsRefused() {
        ClassFormula other =
                new ClassFormula("other", "", List.of("UP", "FLAT", "DOWN"), last -> new double[] {0.2, 0.3, 0.5});
        assertThatThrownBy(() -> Backtest.on(zigzag(200, 0.2, 1))
                        .windows(WINDOWS)
                        .seasonLength(1)
                        .compare(knowing(0.8), other)
                        .labels((series, origin, step) -> 0)
                        .run())
                .hasMessageContaining("'knowing' has [DOWN, FLAT, UP] and 'other' [UP, FLAT, DOWN]");
    }
}
