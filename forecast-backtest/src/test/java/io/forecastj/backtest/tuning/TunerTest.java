package io.forecastj.backtest.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TunerTest {
    private static final TimeSeries SERIES = Offset.series(200);
    private static final Parameter<Double> OFFSET = Parameter.uniform("offset", -10, 10);
    private static final Parameter<Integer> SKIP = Parameter.integer("skip", 0, 4);
    private static final SearchSpace SPACE = SearchSpace.of(OFFSET, SKIP);
    private static final WalkForward WINDOWS = WalkForward.expanding(50);

    /** The error of this forecaster is |offset - 3| + skip at every step. */
    private static Forecaster known(Parameters p) {
        return new Offset(1, Math.abs(p.get(OFFSET) - 3) + p.get(SKIP));
    }

    private static Tuner tuner() {
        return Tuner.on(SERIES)
                .space(SPACE)
                .forecaster(TunerTest::known)
                .windows(WINDOWS)
                .minimize("mae", Score::mae);
    }

    private static List<Object> withoutTimes(TuningResult result) {
        List<Object> all = new ArrayList<>();
        for (Trial trial : result.trials()) {
            all.add(trial.number());
            all.add(trial.parameters());
            for (Evaluation one : trial.evaluations()) {
                all.add(List.of(one.rung(), one.score(), one.pairs(), one.failure()));
            }
        }
        return all;
    }

    /** The places of texts in a page, in the order of the texts; -1 for one that it lacks. */
    private static List<Integer> places(String html, String... texts) {
        return Stream.of(texts).map(html::indexOf).toList();
    }

    @Test
    void theReportNamesTheBestTrialAndRanksTheOthers() {
        TuningResult result = tuner().trials(30).windows(WINDOWS.last(3)).run();
        String html = result.report().html();
        assertThat(places(
                        html,
                        "<h1>Search by mae</h1>",
                        result + ".",
                        "partly luck",
                        "Score of each trial in the first round",
                        "Ranking</caption>",
                        "<h2>Configuration</h2>",
                        "seed"))
                .doesNotContain(-1)
                .isSorted();
        assertThat(result.report().html()).isEqualTo(html);
    }

    @Test
    void findsTheKnownOptimum() {
        TuningResult result = tuner().trials(400).windows(WINDOWS.last(3)).run();
        assertThat(result.trials()).hasSize(400);
        assertThat(result.metric()).isEqualTo("mae");
        Parameters best = result.best().parameters();
        assertThat(best.get(SKIP)).isZero();
        assertThat(best.get(OFFSET)).isCloseTo(3, within(0.5));
        assertThat(result.best().last().score()).isCloseTo(Math.abs(best.get(OFFSET) - 3), within(1e-9));
        assertThat(result.ranking())
                .isSortedAccordingTo(
                        (a, b) -> Double.compare(a.last().score(), b.last().score()));
        assertThat(result)
                .hasToString("400 trials, 0 of them failed; best is number "
                        + result.best().number() + " with mae "
                        + String.format(
                                Locale.ROOT, "%.6g", result.best().last().score()) + ": " + best);
    }

    @Test
    void theSameSeedGivesTheSameTrialsAndAnotherOneOthers() {
        TuningResult first = tuner().trials(5).seed(9).run();
        assertThat(withoutTimes(tuner().trials(5).seed(9).run())).isEqualTo(withoutTimes(first));
        assertThat(withoutTimes(tuner().trials(7).seed(9).run()).subList(0, 15)).isEqualTo(withoutTimes(first));
        assertThat(withoutTimes(tuner().trials(5).seed(10).run())).isNotEqualTo(withoutTimes(first));
        // of java.util.Random, whose algorithm is specified, so these hold on every machine
        assertThat(first.trials().get(0).parameters()).hasToString("offset=4.603231028536246, skip=3");
    }

    @Test
    void halvingGivesTheBestOfARoundMoreAndLaterRows() {
        List<Offset.Fit> fits = new ArrayList<>();
        Function<Parameters, Forecaster> recorded =
                p -> new Offset(2, Math.abs(p.get(OFFSET) - 3) + p.get(SKIP)).recording(fits);
        TuningResult result =
                tuner().forecaster(recorded).trials(9).halving(3, 3).run();
        List<Integer> rounds = result.trials().stream()
                .map(trial -> trial.evaluations().size())
                .toList();
        assertThat(rounds.stream().filter(n -> n >= 1)).hasSize(9);
        assertThat(rounds.stream().filter(n -> n >= 2)).hasSize(3);
        assertThat(rounds.stream().filter(n -> n == 3)).hasSize(1);
        // the trial that enters the next round is the best of its round
        List<Trial> byFirst = result.trials().stream()
                .sorted((a, b) -> Double.compare(
                        a.evaluations().get(0).score(), b.evaluations().get(0).score()))
                .toList();
        assertThat(byFirst.subList(0, 3)).allMatch(trial -> trial.evaluations().size() >= 2);
        assertThat(result.best()).isEqualTo(byFirst.get(0));
        // more pairs in every round
        List<Integer> pairs =
                result.best().evaluations().stream().map(Evaluation::pairs).toList();
        assertThat(pairs.get(1)).isGreaterThan(2 * pairs.get(0));
        assertThat(pairs.get(2)).isGreaterThan(2 * pairs.get(1));
        assertThat(pairs.stream().mapToInt(n -> n).sum()).isLessThanOrEqualTo(2 * 149);
        // and every fit of a later round is on rows that reach beyond what the round before was scored on
        Offset.Fit lastOfFirst = fits.get(pairs.get(0) / 2 - 1);
        Offset.Fit firstOfLast = fits.get(fits.size() - pairs.get(2) / 2);
        assertThat(firstOfLast.rows()).isGreaterThan(lastOfFirst.rows() + 1);
    }

    @Test
    void aTrialThatFailsIsRecordedAndTheSearchGoesOn() {
        TuningResult result = tuner().forecaster(p -> {
                    if (p.get(SKIP) == 0) {
                        throw new IllegalArgumentException("skip must not be 0");
                    }
                    return p.get(SKIP) == 1 ? new Offset(1, 0).failing("no memory") : known(p);
                })
                .trials(30)
                .run();
        assertThat(result.trials()).hasSize(30);
        assertThat(result.ranking()).allMatch(trial -> trial.parameters().get(SKIP) >= 2);
        assertThat(result.trials())
                .filteredOn(trial -> trial.parameters().get(SKIP) == 0)
                .isNotEmpty()
                .allMatch(trial -> trial.last().failure().contains("skip must not be 0"));
        assertThat(result.trials())
                .filteredOn(trial -> trial.parameters().get(SKIP) == 1)
                .isNotEmpty()
                .allMatch(trial -> trial.failed() && trial.last().failure().contains("no memory"));
    }

    @Test
    void aTrialThatFailsGoesToNoLaterRound() {
        TuningResult result = tuner().forecaster(
                        p -> p.get(SKIP) > 0 ? new Offset(1, 0).failing("no memory") : known(p))
                .trials(20)
                .halving(2, 2)
                .run();
        assertThat(result.trials())
                .filteredOn(trial -> trial.parameters().get(SKIP) > 0)
                .hasSizeGreaterThan(10)
                .allMatch(trial -> trial.evaluations().size() == 1);
        assertThat(result.best().evaluations()).hasSize(2);
    }

    @Test
    void theSeasonIsTheOneThatIsSet() {
        double[] ramp = new double[120];
        Arrays.setAll(ramp, row -> row);
        TimeSeries series = TimeSeries.of("y", SERIES.time(0), Sampling.daily(), ramp);
        double[] scores = new double[2];
        for (int i = 0; i < 2; i++) {
            Tuner tuner = Tuner.on(series).space(SPACE).forecaster(p -> new Offset(1, 0));
            scores[i] = tuner.windows(WINDOWS)
                    .minimize("mase", Score::mase)
                    .trials(1)
                    .seasonLength(i == 0 ? 1 : 5)
                    .run()
                    .best()
                    .last()
                    .score();
        }
        // five rows of a ramp are five times as far apart as one
        assertThat(scores[0]).isCloseTo(5 * scores[1], within(1e-9));
    }

    @Test
    void whenAllFailTheBestSaysWhy() {
        TuningResult result = tuner().forecaster(p -> new Offset(1, 0).failing("no memory"))
                .trials(3)
                .halving(2, 2)
                .run();
        assertThat(result.trials()).hasSize(3);
        assertThatThrownBy(result::best)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("all 3 trials failed")
                .hasMessageContaining("no memory");
        assertThatThrownBy(() -> tuner().forecaster(p -> {
                            throw new IllegalArgumentException("never");
                        })
                        .run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("never");
    }

    @Test
    void aFunctionThatGivesNoForecasterIsAFailure() {
        assertThatThrownBy(() -> tuner().forecaster(p -> null).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the function gave no forecaster");
    }

    @Test
    void anUndefinedScoreIsAFailure() {
        TuningResult result =
                tuner().minimize("nothing", score -> Double.NaN).trials(1).run();
        assertThat(result.trials().get(0).last().failure()).startsWith("the metric is undefined for Score[");
    }

    @Test
    void aTrialThatLeavesOutForecastsRanksBehindThoseThatMakeThem() {
        // the exact forecaster skips every second origin
        TuningResult result = tuner().forecaster(p -> p.get(SKIP) == 0 ? new Offset(1, 0).answeringEvery(2) : known(p))
                .trials(20)
                .run();
        List<Integer> skips = result.ranking().stream()
                .map(trial -> trial.parameters().get(SKIP))
                .toList();
        assertThat(skips).contains(0);
        assertThat(skips.indexOf(0)).isGreaterThan(skips.lastIndexOf(4));
        assertThat(result.best().last().score()).isGreaterThan(0);
    }

    @Test
    void aSmallSpaceIsTriedWholly() {
        Parameter<String> kind = Parameter.choice("kind", List.of("a", "b", "c"));
        TuningResult result = Tuner.on(SERIES)
                .space(SearchSpace.of(kind))
                .forecaster(p -> new Offset(1, p.get(kind).equals("b") ? 1 : 2))
                .windows(WINDOWS)
                .trials(50)
                .run();
        assertThat(result.trials()).hasSize(3);
        assertThat(result.best().parameters()).hasToString("kind=b");
    }

    @Test
    void theListenerSeesEveryEvaluationAndMayCancel() {
        List<String> seen = new ArrayList<>();
        tuner().trials(4)
                .halving(2, 2)
                .listener(p -> seen.add(p.done() + "/" + p.total()))
                .run();
        assertThat(seen).containsExactly("1/6", "2/6", "3/6", "4/6", "5/6", "6/6");
        assertThatThrownBy(() -> tuner().trials(4).listener(new After(2)).run())
                .isInstanceOf(CancellationException.class)
                .hasMessage("the search was cancelled after 2 of 4 evaluations");
    }

    /** Cancels after some evaluations. */
    static final class After implements TuningListener {
        private final int most;
        private int done;

        After(int most) {
            this.most = most;
        }

        @Override
        public void onProgress(TuningProgress progress) {
            done = progress.done();
        }

        @Override
        public boolean cancelled() {
            return done >= most;
        }
    }

    @Test
    void trialsOnAnyExecutorGiveTheSameScoresReportedInOrder() {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            for (Executor executor : List.<Executor>of(Runnable::run, pool, ForkJoinPool.commonPool())) {
                List<Integer> seen = new ArrayList<>();
                TuningResult result = tuner().trials(12)
                        .halving(2, 2)
                        .executor(executor)
                        .listener(progress -> seen.add(progress.trial().number()))
                        .run();
                TuningResult serial =
                        tuner().trials(12).halving(2, 2).executor(Runnable::run).run();
                assertThat(scores(result)).isEqualTo(scores(serial));
                assertThat(seen.subList(0, 12)).isSorted();
                assertThat(seen.subList(12, seen.size())).isSorted();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<List<Double>> scores(TuningResult result) {
        return result.trials().stream()
                .map(trial ->
                        trial.evaluations().stream().map(Evaluation::score).toList())
                .toList();
    }

    @Test
    void whatIsMissingOrOutOfRangeIsNamed() {
        assertRefused(Tuner.on(SERIES), "the search space is missing; set it with space()");
        assertRefused(Tuner.on(SERIES).space(SPACE), "the function that makes forecasters is missing");
        assertRefused(
                Tuner.on(SERIES).space(SPACE).forecaster(TunerTest::known), "the windows are missing; set them with");
        assertRefused(tuner().trials(0), "trials must be from 1 to 1000000, found 0");
        assertRefused(tuner().halving(1, 2), "factor must be from 2 to 1000000, found 1");
        assertRefused(tuner().halving(2, 0), "rounds must be from 1 to 30, found 0");
        assertRefused(
                tuner().forecaster(p -> new Offset(1 + p.get(SKIP), 0)),
                "scores of different horizons cannot be compared");
        assertThatThrownBy(() -> Tuner.on(List.of())).hasMessage("a search needs at least one series");
        assertThatThrownBy(() -> tuner().seasonLength(0)).hasMessageContaining("found 0");
        assertThatThrownBy(() -> tuner().windows(WINDOWS.last(4)).halving(2, 5).run())
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("5 rounds need");
    }

    private static void assertRefused(Tuner tuner, String message) {
        assertThatThrownBy(tuner::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
