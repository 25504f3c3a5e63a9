package io.forecastj.backtest.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Forecaster;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Score;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TpeTest {
    private static final TimeSeries SERIES = Offset.series(80);
    private static final WalkForward WINDOWS = WalkForward.expanding(50).last(8);
    private static final Parameter<Double> RATE = Parameter.logUniform("rate", 0.001, 1);
    private static final Parameter<Integer> LEAVES = Parameter.integer("leaves", 2, 127);
    private static final Parameter<String> KIND = Parameter.choice("kind", List.of("a", "b", "c"));
    private static final SearchSpace SPACE = SearchSpace.of(RATE, LEAVES, KIND);

    @TempDir
    Path folder;

    /** Its least value, 0, is at a rate of 0.1, 31 leaves and kind c. */
    private static double error(Parameters p) {
        return Math.abs(Math.log10(p.get(RATE)) + 1)
                + Math.abs(p.get(LEAVES) - 31) / 30.0
                + (p.get(KIND).equals("c") ? 0 : 1);
    }

    private static Forecaster known(Parameters p) {
        return new Offset(1, error(p));
    }

    private static Tuner tuner() {
        return Tuner.on(SERIES)
                .space(SPACE)
                .forecaster(TpeTest::known)
                .windows(WINDOWS.last(1))
                .minimize("mae", Score::mae)
                .trials(30)
                .tpe();
    }

    private static List<String> outcome(TuningResult result) {
        List<String> lines = new ArrayList<>();
        for (Trial trial : result.trials()) {
            StringBuilder line = new StringBuilder(trial.number() + " " + trial.parameters());
            for (Evaluation one : trial.evaluations()) {
                line.append(" | ").append(one.rung()).append(' ').append(one.score());
                line.append(' ').append(one.pairs()).append(' ').append(one.failure());
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static List<Parameters> points(TuningResult result) {
        return result.trials().stream().map(Trial::parameters).toList();
    }

    @Test
    void aSearchFindsABetterForecasterThanARandomOne() {
        int wins = 0;
        double random = 0;
        double tpe = 0;
        for (long seed = 0; seed < 8; seed++) {
            double one = Tuner.on(SERIES)
                    .space(SPACE)
                    .forecaster(TpeTest::known)
                    .windows(WINDOWS.last(1))
                    .minimize("mae", Score::mae)
                    .trials(50)
                    .seed(seed)
                    .run()
                    .best()
                    .last()
                    .score();
            double other = tuner().trials(50).seed(seed).run().best().last().score();
            wins += other < one ? 1 : 0;
            random += one;
            tpe += other;
        }
        assertThat(tpe).isLessThan(0.5 * random);
        // if both were equally good, a chance of 1 in 28
        assertThat(wins).isGreaterThanOrEqualTo(7);
    }

    @Test
    void theTrialsAreTheSameInEveryBitOnAnyNumberOfThreads() {
        ExecutorService four = Executors.newFixedThreadPool(4);
        Set<List<String>> all = new HashSet<>();
        try {
            for (int batch : new int[] {1, 3, 8}) {
                List<String> expected = outcome(tuner().tpe(6, batch)
                        .windows(WINDOWS)
                        .halving(3, 2)
                        .executor(Runnable::run)
                        .run());
                assertThat(all.add(expected))
                        .as("batches of %d differ from others", batch)
                        .isTrue();
                for (Executor executor : List.<Executor>of(Runnable::run, four, ForkJoinPool.commonPool())) {
                    assertThat(outcome(tuner().tpe(6, batch)
                                    .windows(WINDOWS)
                                    .halving(3, 2)
                                    .executor(executor)
                                    .run()))
                            .as("batches of %d on %s", batch, executor)
                            .isEqualTo(expected);
                }
            }
        } finally {
            four.shutdownNow();
        }
    }

    @Test
    void theSameSeedGivesTheSameTrialsAndMoreTrialsBeginWithThem() {
        List<String> first = outcome(tuner().seed(9).run());
        assertThat(outcome(tuner().seed(9).run())).isEqualTo(first);
        assertThat(outcome(tuner().seed(9).trials(37).run()).subList(0, 30)).isEqualTo(first);
        assertThat(outcome(tuner().seed(10).run())).isNotEqualTo(first);
    }

    @Test
    void theFirstTrialsAreThoseOfARandomSearch() {
        List<Parameters> random = points(Tuner.on(SERIES)
                .space(SPACE)
                .forecaster(TpeTest::known)
                .windows(WINDOWS.last(1))
                .trials(30)
                .run());
        List<Parameters> tpe = points(tuner().tpe(12, 2).run());
        assertThat(tpe.subList(0, 12)).isEqualTo(random.subList(0, 12));
        assertThat(tpe.subList(12, 30)).doesNotContainAnyElementsOf(random);
        assertThat(points(tuner().tpe(30, 2).run())).isEqualTo(random);
    }

    @Test
    void trialsWithoutAScoreAreBad() {
        Function<Parameters, Forecaster> half = p -> {
            if (p.get(KIND).equals("a")) {
                throw new IllegalArgumentException("a is not possible");
            }
            return p.get(KIND).equals("b") ? new Offset(1, Double.NaN) : known(p);
        };
        TuningResult result = tuner().forecaster(half).trials(60).run();
        assertThat(result.trials()).hasSize(60);
        assertThat(result.trials().subList(0, 10)).filteredOn(Trial::failed).isNotEmpty();
        // two in three would be 33
        assertThat(result.trials().subList(10, 60)).filteredOn(Trial::failed).hasSizeLessThan(17);
        assertThat(outcome(tuner().forecaster(half).trials(60).run())).isEqualTo(outcome(result));
    }

    @Test
    void aSearchWithoutAnyScoreTriesAllItsTrials() {
        TuningResult result = tuner().minimize("nothing", score -> Double.NaN).run();
        assertThat(points(result)).hasSize(30).doesNotHaveDuplicates();
        assertThat(result.ranking()).isEmpty();
    }

    @Test
    void trialsThatLeaveOutForecastsAreBad() {
        // exact, but of half the origins
        TuningResult result = tuner().windows(WINDOWS)
                .forecaster(p -> p.get(KIND).equals("a") ? new Offset(1, 0).answeringEvery(2) : known(p))
                .trials(60)
                .run();
        // one in three would be 17
        assertThat(points(result).subList(10, 60))
                .filteredOn(p -> p.get(KIND).equals("a"))
                .hasSizeLessThan(10);
    }

    @Test
    void randomTrialsContinueUntilOneGivesAForecaster() {
        AtomicInteger calls = new AtomicInteger();
        TuningResult result = tuner().tpe(2, 4)
                .forecaster(p -> {
                    if (calls.incrementAndGet() < 6) {
                        throw new IllegalStateException("not yet");
                    }
                    return known(p);
                })
                .run();
        assertThat(result.trials()).hasSize(30);
        assertThat(result.ranking()).hasSize(25);
        assertThatThrownBy(() -> tuner().forecaster(p -> {
                            throw new IllegalStateException("never");
                        })
                        .run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no point of the space gave a forecaster")
                .hasMessageContaining("never");
    }

    @Test
    void aSmallSpaceIsTriedWhollyAndItsSizeIsTheTotal() {
        Parameter<Integer> width = Parameter.integer("width", 1, 5);
        List<String> seen = new ArrayList<>();
        TuningResult result = tuner().space(SearchSpace.of(width, KIND))
                .forecaster(p -> new Offset(1, p.get(width)))
                .listener(progress -> seen.add(progress.done() + "/" + progress.total()))
                .trials(50)
                .run();
        assertThat(points(result)).hasSize(15).doesNotHaveDuplicates();
        assertThat(seen).hasSize(15).startsWith("1/15").endsWith("15/15");
    }

    @Test
    void laterRoundsOfHalvingDoNotChangeThePoints() {
        TuningResult result = tuner().windows(WINDOWS).halving(3, 2).run();
        int pairs = result.trials().get(0).evaluations().get(0).pairs();
        TuningResult reversed = tuner().windows(WINDOWS)
                .halving(3, 2)
                .minimize("mae", score -> score.pairs() > pairs ? -score.mae() : score.mae())
                .run();
        assertThat(points(reversed)).isEqualTo(points(result));
        assertThat(result.trials())
                .filteredOn(trial -> trial.evaluations().size() == 2)
                .hasSize(10);
        assertThat(result.best()).isEqualTo(result.ranking().get(0));
        assertThat(reversed.best().parameters()).isNotEqualTo(result.best().parameters());
    }

    @Test
    void anInterruptedSearchContinuesFromItsLog() {
        Path file = folder.resolve("trials.tsv");
        AtomicInteger scored = new AtomicInteger();
        Function<Integer, Tuner> logged = most -> tuner().windows(WINDOWS)
                .halving(3, 2)
                .minimize("mae", score -> {
                    scored.incrementAndGet();
                    return score.mae();
                })
                .listener(new TunerTest.After(most))
                .log(file);
        for (int most : new int[] {3, 10, 13, 27, 33}) {
            assertThatThrownBy(() -> logged.apply(most).run())
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("the search was cancelled after " + most + " of 40 evaluations");
        }
        List<String> resumed = outcome(logged.apply(100).run());
        assertThat(scored).as("nothing was scored twice").hasValue(40);
        assertThat(resumed)
                .isEqualTo(outcome(tuner().windows(WINDOWS).halving(3, 2).run()));
        assertThatThrownBy(() -> logged.apply(100).tpe(10, 5).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "'# sampler: TPE, start: 10, batch: 4', expected '# sampler: TPE, start: 10, batch: 5'");
    }

    @Test
    void aSearchThatEndedWithinABatchContinuesWithMoreTrials() {
        Path file = folder.resolve("more.tsv");
        assertThat(points(tuner().trials(12).log(file).run())).hasSize(12);
        List<String> continued = outcome(tuner().trials(23).log(file).run());
        assertThat(continued).isEqualTo(outcome(tuner().trials(23).run()));
        assertThat(outcome(tuner().trials(12).run())).isEqualTo(continued.subList(0, 12));
    }

    @Test
    void aStartBeyondTheTrialsLeavesNothingToPropose() {
        List<Parameters> random = points(tuner().tpe(30, 4).run());
        assertThat(points(tuner().trials(7).tpe(1_000, 4).run())).isEqualTo(random.subList(0, 7));
    }

    @Test
    void equalScoresStillGiveNewPoints() {
        TuningResult result = tuner().minimize("one", score -> 1).run();
        assertThat(points(result)).hasSize(30).doesNotHaveDuplicates();
        assertThat(result.best().number()).isEqualTo(1);
    }

    @Test
    void aLogOfARandomSearchIsRefused() {
        Path file = folder.resolve("random.tsv");
        Tuner random = Tuner.on(SERIES)
                .space(SPACE)
                .forecaster(TpeTest::known)
                .windows(WINDOWS.last(1))
                .minimize("mae", Score::mae)
                .trials(3)
                .log(file);
        random.run();
        assertThatThrownBy(() -> tuner().log(file).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected '# sampler: TPE, start: 10, batch: 4'");
        assertThatThrownBy(() -> random.tpe().run()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsOutOfRangeIsNamed() {
        assertRefused(tuner().tpe(0, 4), "the start of tpe must be from 1 to 1000000, found 0");
        assertRefused(tuner().tpe(10, 0), "the batch of tpe must be from 1 to 1000000, found 0");
        AtomicInteger calls = new AtomicInteger();
        assertRefused(
                tuner().forecaster(p -> new Offset(calls.incrementAndGet() > 20 ? 2 : 1, error(p))),
                "scores of different horizons cannot be compared");
        assertThat(tuner().tpe(10, 1_000_000).run().trials()).hasSize(30);
    }

    private static void assertRefused(Tuner tuner, String message) {
        assertThatThrownBy(tuner::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theReportNamesTheSampler() {
        assertThat(tuner().run().report().html()).contains("TPE, start: 10, batch: 4");
    }
}
