package io.forecastj.backtest.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ForecastException;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialLogTest {
    private static final TimeSeries SERIES = Offset.series(120);
    private static final Parameter<Double> OFFSET = Parameter.logUniform("offset", 0.001, 10);
    private static final Parameter<Integer> BAD = Parameter.integer("bad", 0, 3);

    @TempDir
    Path folder;

    private Path file;
    private final AtomicInteger fits = new AtomicInteger();

    @BeforeEach
    void start() {
        file = folder.resolve("trials.tsv");
    }

    private Tuner tuner() {
        return Tuner.on(SERIES)
                .space(SearchSpace.of(OFFSET, BAD))
                .forecaster(p -> {
                    if (p.get(BAD) == 0) {
                        throw new IllegalStateException("no\tsuch\nmodel \\n");
                    }
                    return new Offset(1, p.get(OFFSET));
                })
                .windows(WalkForward.expanding(50).fitOnce())
                .minimize("mae", score -> {
                    fits.incrementAndGet();
                    return score.mae();
                })
                .trials(12)
                .halving(2, 3)
                .log(file);
    }

    private static String outcome(TuningResult result) {
        return result.trials().stream()
                .map(trial -> trial.number() + " " + trial.parameters() + " "
                        + trial.evaluations().stream()
                                .map(one -> one.rung() + ":" + one.score() + ":" + one.pairs() + ":" + one.failure())
                                .toList())
                .toList()
                .toString();
    }

    @Test
    void aFileThatIsNoLogIsLeftAlone() throws IOException {
        for (String text : new String[] {"my notes", "my notes\nmore", "# ForecastJ search, version 2"}) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> tuner().run())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(
                            "its line 1 is '" + text.lines().findFirst().orElseThrow() + "'");
            assertThat(file).hasContent(text);
        }
        Files.writeString(file, "# ForecastJ search, vers");
        assertThat(tuner().run().trials()).as("a header that was cut off").hasSize(12);
    }

    @Test
    void anInterruptedSearchGoesOnToTheSameResult() throws IOException {
        TuningResult whole = tuner().log(folder.resolve("other.tsv")).run();
        int scored = fits.getAndSet(0);
        for (int most : new int[] {1, 5, 13, 17}) {
            assertThatThrownBy(() -> tuner().listener(new TunerTest.After(most)).run())
                    .isInstanceOf(CancellationException.class);
        }
        TuningResult resumed = tuner().run();
        assertThat(outcome(resumed)).isEqualTo(outcome(whole));
        assertThat(fits).as("nothing was scored twice").hasValue(scored);
        // all from the log, the times too
        assertThat(tuner().run().trials()).isEqualTo(resumed.trials());
        assertThat(fits).hasValue(scored);
        assertThat(resumed.trials()).anyMatch(trial -> trial.last().failure().contains("no\tsuch\nmodel \\n"));
    }

    @Test
    void aLineThatWasBeingWrittenIsDoneAgain() throws IOException {
        String whole = outcome(tuner().run());
        String text = Files.readString(file);
        for (int cut : new int[] {1, 3, 40, 400, text.length() - 10, text.length()}) {
            Files.writeString(file, text.substring(0, text.length() - cut));
            assertThat(outcome(tuner().run())).isEqualTo(whole);
            assertThat(Files.readString(file).lines().count())
                    .as("cut by %d", cut)
                    .isEqualTo(text.lines().count());
            assertThat(outcome(tuner().run())).as("read again, cut by %d", cut).isEqualTo(whole);
        }
    }

    @Test
    void aLogWithTheLineEndsOfWindowsIsReadOn() throws IOException {
        String whole = outcome(tuner().run());
        String text = Files.readString(file);
        int scored = fits.getAndSet(0);
        Files.writeString(file, "\uFEFF" + text.replace("\n", "\r\n"));
        assertThat(outcome(tuner().run())).isEqualTo(whole);
        assertThat(fits).as("nothing was scored again").hasValue(0);
        Files.writeString(file, text.substring(0, text.length() / 2).replace("\n", "\r\n"));
        assertThat(outcome(tuner().run())).isEqualTo(whole);
        assertThat(fits.get()).isBetween(1, scored - 1);
        assertThat(outcome(tuner().run())).as("read again, with both line ends").isEqualTo(whole);
    }

    @Test
    void moreTrialsGoOnFromFewer() {
        Tuner few = tuner().halving(2, 1).trials(4);
        List<Trial> first = few.run().trials();
        int scored = fits.getAndSet(0);
        List<Trial> more = tuner().halving(2, 1).trials(8).run().trials();
        assertThat(more.subList(0, 4)).isEqualTo(first);
        assertThat(fits.get() + scored)
                .isEqualTo((int) more.stream().filter(trial -> !trial.failed()).count());
    }

    @Test
    void aLogOfAnotherSearchIsRefusedWithTheDifference() {
        tuner().run();
        assertRefused(tuner().seed(2), "'# seed: 1', expected '# seed: 2'");
        assertRefused(tuner().minimize("rmse", Score::rmse), "'# metric: mae', expected '# metric: rmse'");
        assertRefused(tuner().halving(3, 3), "expected '# rounds: 3, factor: 3, season: 0'");
        assertRefused(
                Tuner.on(Offset.series(121))
                        .space(SearchSpace.of(OFFSET, BAD))
                        .forecaster(p -> new Offset(1, 0))
                        .windows(WalkForward.expanding(50).fitOnce())
                        .minimize("mae", Score::mae)
                        .halving(2, 3)
                        .log(file),
                "121 rows");
    }

    @Test
    void theWindowsAreWrittenAsByEarlierVersionsSoThatTheirLogsAreReadOn() throws IOException {
        tuner().run();
        assertThat(Files.readAllLines(file))
                .contains("# windows: WalkForward[expanding=true, train=50, test=1, step=1, refitEvery=2147483647,"
                        + " purge=-1, last=0]")
                .contains("# rounds: 3, factor: 2, season: 0");
    }

    @Test
    void aDamagedLogIsRefusedWithItsLine() throws IOException {
        tuner().run();
        List<String> lines = Files.readAllLines(file);
        int line = lines.size() - 2;
        for (String bad : List.of("1\t2", "1\t0\tx\t5\t5\tp\t", "1\t0\t0.5\t5\t5\tp\tboth", "")) {
            List<String> damaged = new ArrayList<>(lines);
            damaged.set(line, bad);
            Files.write(file, damaged);
            assertThatThrownBy(tuner()::run)
                    .isExactlyInstanceOf(ForecastException.class)
                    .hasMessageContaining("is damaged in line " + (line + 1));
        }
        List<String> swapped = new ArrayList<>(lines);
        swapped.replaceAll(text -> text.startsWith("2\t0\t") ? text.replace("offset=", "offset=9") : text);
        Files.write(file, swapped);
        assertRefused(tuner(), "has trial 2 with offset=9");
    }

    private static void assertRefused(Tuner tuner, String message) {
        assertThatThrownBy(tuner::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
