package io.forecastj.backtest;

import static io.forecastj.backtest.SeriesMaker.daily;
import static io.forecastj.backtest.SeriesMaker.randomWalk;
import static io.forecastj.backtest.SeriesMaker.seasonal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.Column;
import io.forecastj.ColumnRole;
import io.forecastj.FitProgress;
import io.forecastj.ForecastStatus;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BacktestTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void onARandomWalkNothingBeatsTheLastValue(long seed) {
        BacktestResult result = Backtest.on(daily(randomWalk(1_500, seed)))
                .windows(WalkForward.expanding(500).step(5).refitEvery(20))
                .compare(Baselines.mean("y", 5))
                .run();

        assertThat(result.scores("naive").overall().skill()).as("seed %d", seed).isZero();
        assertThat(result.scores("mean").overall().skill()).as("seed %d", seed).isNegative();
        assertThat(result.scores("seasonal-naive").overall().skill())
                .as("seed %d", seed)
                .isNegative();
        assertThat(result.scores().get(0).model()).as("seed %d", seed).isEqualTo("naive");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void onSeasonalDataTheSeasonalNaiveForecastBeatsTheNaiveOne(long seed) {
        BacktestResult result = Backtest.on(daily(seasonal(600, 7, seed)))
                .windows(WalkForward.expanding(200).step(3).refitEvery(20))
                .compare(Baselines.mean("y", 7))
                .run();

        Score best = result.scores("seasonal-naive").overall();
        assertThat(best.skill()).as("seed %d", seed).isGreaterThan(0.7);
        assertThat(best.seasonalSkill()).as("seed %d", seed).isZero();
        assertThat(best.mase()).as("seed %d", seed).isBetween(0.8, 1.2);
        assertThat(result.scores().get(0).model()).as("seed %d", seed).isEqualTo("seasonal-naive");
    }

    @Test
    void windowsAsFoldsOrAShareAreThoseOfTheRowsThatCanBeOrigins() {
        TimeSeries series = daily(randomWalk(205, 1));
        // 200 of 205 rows have 5 rows after them
        assertSameReport(
                series,
                WalkForward.folds(3),
                WalkForward.expanding(130).test(22).step(22));
        assertSameReport(
                series,
                WalkForward.expandingShare(0.6).step(4).refitEvery(5),
                WalkForward.expanding(120).step(4).refitEvery(5));
        assertSameReport(
                series,
                WalkForward.rollingShare(0.25).last(9),
                WalkForward.rolling(50).last(9));
    }

    private static void assertSameReport(TimeSeries series, WalkForward relative, WalkForward absolute) {
        BacktestResult found = Backtest.on(series)
                .windows(relative)
                .compare(Baselines.mean("y", 5))
                .run();
        BacktestResult expected = Backtest.on(series)
                .windows(absolute)
                .compare(Baselines.mean("y", 5))
                .run();
        assertThat(found.scores("mean").overall())
                .isEqualTo(expected.scores("mean").overall());
        assertThat(found.summary().lines().limit(2))
                .isEqualTo(expected.summary().lines().limit(2).toList());
    }

    @Test
    void aModelIsFittedAtItsCadenceAndClosedAfterUse() {
        Probe probe = new Probe("probe", 2);
        BacktestResult result = Backtest.on(daily(randomWalk(61, 1)))
                .windows(WalkForward.expanding(20).step(2).refitEvery(4))
                .compare(probe)
                .run();

        // origins 21, 23, ..., 57
        assertThat(result.scores("probe").forecasts()).isEqualTo(19);
        assertThat(result.scores("probe").fits()).isEqualTo(5);
        assertThat(probe.predictorsOpened).isEqualTo(5);
        assertThat(probe.predictorsOpen).isZero();
        assertThat(probe.sessions).hasSize(5);
        assertThat(probe.sessionsOpen).isZero();
        assertThat(result.scores("probe").fitTime()).isPositive();
        assertThat(result.scores("probe").timePerForecast()).isPositive();
    }

    @Test
    void oneSessionIsOpenAtATimeHoweverManySeriesThereAre() {
        List<TimeSeries> series = new ArrayList<>();
        for (int s = 0; s < 20; s++) {
            series.add(daily("series " + s, s % 3, randomWalk(60, s)));
        }
        Probe probe = new Probe("probe", 2);
        int[] most = new int[1];
        Backtest.on(series)
                .windows(WalkForward.expanding(20).test(5).step(5).refitEvery(2))
                .compare(probe)
                .listener(new BacktestListener() {
                    @Override
                    public void onProgress(BacktestProgress progress) {}

                    @Override
                    public boolean cancelled() {
                        most[0] = Math.max(most[0], probe.sessionsOpen);
                        return false;
                    }
                })
                .run();
        assertThat(probe.sessions).hasSizeGreaterThan(60);
        assertThat(most[0]).isEqualTo(1);
    }

    @Test
    void originsStopWhereTheTimelineHasNoRowForTheLastStep() {
        BacktestResult result = Backtest.on(daily(randomWalk(30, 1)))
                .windows(WalkForward.expanding(10).last(1))
                .compare(Baselines.drift("y", 6))
                .run();

        assertThat(result.pairs()).isEqualTo(new PairCounts(6, 0, 0, 0, 0, 0));
        assertThat(result.rows().map(ForecastRow::origin).distinct()).containsExactly(SeriesMaker.day(23));
    }

    @Test
    void seriesOfDifferentLengthsAreScoredWhereTheyHaveRowsAndCountedWhereNot() {
        TimeSeries whole = daily("whole", 0, randomWalk(40, 1));
        TimeSeries ended = daily("ended", 0, randomWalk(30, 2));
        TimeSeries late = daily("late", 25, randomWalk(15, 3));
        Probe probe = new Probe("probe", 2);
        BacktestResult result = Backtest.on(List.of(whole, ended, late))
                .windows(WalkForward.expanding(20).fitOnce())
                .seasonLength(1)
                .compare(probe)
                .run();

        // origins 21 to 37; ended has rows to 29, late from 25 on, and the probe needs 3 rows
        assertThat(result.skipped()).isEqualTo(Map.of(SkipReason.NOT_STARTED, 4L, SkipReason.ENDED, 9L));
        assertThat(result.scores("probe").skipped()).isEqualTo(Map.of(SkipReason.SHORT_HISTORY, 2L));
        assertThat(result.scores("naive").skipped()).isEqualTo(Map.of(SkipReason.SHORT_HISTORY, 1L));
        assertThat(result.scores("probe").forecasts()).isEqualTo(17 + 8 + 11);
        assertThat(result.pairs()).isEqualTo(new PairCounts(34 + 15 + 22, 1, 0, 0, 4, 0));
        assertThat(result.scores("probe").byId().keySet()).containsExactly("whole", "ended", "late");
        assertThat(result.scores("probe").byId().get("ended").pairs()).isEqualTo(15);
        assertThat(probe.fits.get(0)).extracting(TimeSeries::id).containsExactly("whole", "ended");
        assertThat(probe.sessionsOpen).isZero();
    }

    @Test
    void seriesOfDifferentCalendarsAllGetTheirTurnButNoStateIsScoredTwice() {
        TimeSeries everyDay = daily("days", 0, randomWalk(60, 1));
        TimeSeries.Builder weeks = TimeSeries.builder("y").id("weeks").sampling(Sampling.fixed(Duration.ofDays(7)));
        for (int week = 0; week < 10; week++) {
            weeks.add(SeriesMaker.day(7 * week).plusSeconds(3_600), week);
        }
        BacktestResult result = Backtest.on(List.of(everyDay, weeks.build()))
                .windows(WalkForward.expanding(30))
                .compare(Baselines.drift("y", 1))
                .run();

        assertThat(result.seasonLength()).isEqualTo(1);
        List<ForecastRow> ofWeeks = result.rows()
                .filter(row -> row.id().equals("weeks") && row.model().equals("drift"))
                .toList();
        assertThat(ofWeeks).hasSizeGreaterThan(3);
        assertThat(ofWeeks).extracting(ForecastRow::origin).doesNotHaveDuplicates();
        assertThat(ofWeeks).allSatisfy(row -> assertThat(row.forecast()).isEqualTo(row.actual()));
        assertThat(result.skipped().get(SkipReason.NO_NEW_ROW)).isGreaterThan(10L);
    }

    @Test
    void onlyPairsThatAllModelsHaveAreComparedAndTheOthersCounted() {
        double[] values = randomWalk(40, 1);
        values[30] = Double.NaN;
        Formula gaps = new Formula("gaps", 3, List.of(new Column("y", ColumnRole.TARGET)), series -> new SeriesState() {
            private int rows;

            @Override
            public void update(long time, double[] row) {
                rows++;
            }

            @Override
            public void save(StateWriter out) {
                out.putInt(rows);
            }

            @Override
            public void restore(StateReader in) {
                rows = in.getInt();
            }

            @Override
            public void forecastInto(double[] out) {
                Arrays.fill(out, rows == 36 ? Double.NaN : 100);
            }
        });
        BacktestResult result = Backtest.on(daily(values))
                .windows(WalkForward.expanding(20).fitOnce())
                .compare(gaps, Baselines.drift("y", 2))
                .run();

        // origins 22 to 36, three steps each; row 30 is a step of origins 27, 28 and 29
        assertThat(result.pairs()).isEqualTo(new PairCounts(45 - 3 - 14 - 2, 0, 3, 14, 0, 2));
        assertThat(result.pairs().total()).isEqualTo(45);
        assertThat(result.scores())
                .allSatisfy(model -> assertThat(model.overall().pairs()).isEqualTo(26));
        assertThat(result.rows().filter(row -> row.model().equals("gaps"))).hasSize(45);
        assertThat(result.rows().filter(row -> row.model().equals("drift"))).hasSize(30);
    }

    @Test
    void everyTargetHasItsOwnReferencesAndScores() {
        TimeSeries.Builder builder = TimeSeries.builder("low", "high").sampling(Sampling.daily());
        double[] walk = randomWalk(60, 4);
        for (int i = 0; i < walk.length; i++) {
            builder.add(SeriesMaker.day(i), walk[i], 2 * walk[i]);
        }
        Formula both = new Formula(
                "both",
                2,
                List.of(new Column("low", ColumnRole.TARGET), new Column("high", ColumnRole.TARGET)),
                series -> new SeriesState() {
                    private double low;
                    private double high;

                    @Override
                    public void update(long time, double[] row) {
                        low = row[0];
                        high = row[1];
                    }

                    @Override
                    public void save(StateWriter out) {
                        out.putDouble(low);
                        out.putDouble(high);
                    }

                    @Override
                    public void restore(StateReader in) {
                        low = in.getDouble();
                        high = in.getDouble();
                    }

                    @Override
                    public void forecastInto(double[] out) {
                        Arrays.fill(out, 0, 2, low + 1);
                        Arrays.fill(out, 2, 4, high);
                    }
                });
        BacktestResult result = Backtest.on(builder.build())
                .windows(WalkForward.expanding(20).fitOnce())
                .seasonLength(1)
                .compare(both, Baselines.drift("high", 2))
                .run();

        assertThat(result.targets()).containsExactly("low", "high");
        assertThat(result.scores("both", "high").overall().skill()).isZero();
        assertThat(result.scores("both").target()).isEqualTo("low");
        assertThat(result.scores("both", "low").overall().skill()).isNotZero();
        assertThat(result.scores("naive", "high").overall().mae())
                .isEqualTo(2 * result.scores("naive", "low").overall().mae());
        assertThat(result.scores().stream().filter(one -> one.target().equals("low")))
                .hasSize(2);
        assertThatThrownBy(() -> result.scores("drift", "low"))
                .hasMessage("no model 'drift' of 'low'; there are [" + String.join(", ", lowModels(result)) + "]");
        assertThatThrownBy(() -> result.scores("both", "open")).hasMessage("no target 'open'; there are [low, high]");
    }

    private static List<String> lowModels(BacktestResult result) {
        return result.scores().stream()
                .filter(one -> one.target().equals("low"))
                .map(ModelScores::model)
                .toList();
    }

    @Test
    void forecastsThatAreNotTrustedAreCountedByStatus() {
        double[] values = randomWalk(40, 1);
        values[25] = Double.NaN;
        BacktestResult result = Backtest.on(daily(values))
                .windows(WalkForward.expanding(20))
                .seasonLength(1)
                .compare(Formula.constant("level", 1, 100))
                .run();

        assertThat(result.scores("naive").statuses())
                .isEqualTo(Map.of(ForecastStatus.OK, 18L, ForecastStatus.DEGRADED, 1L));
        assertThat(result.summary()).contains("naive: 1 of 19 forecasts DEGRADED");
    }

    @Test
    void twoRunsGiveTheSameRowsAndScores() {
        Backtest backtest = Backtest.on(daily(randomWalk(100, 9)))
                .windows(WalkForward.rolling(40).step(3))
                .compare(new Probe("probe", 3), Baselines.drift("y", 3));
        BacktestResult one = backtest.run();
        BacktestResult two = backtest.run();

        assertThat(two.rows()).containsExactlyElementsOf(one.rows().toList());
        assertThat(two.scores().stream().map(ModelScores::overall))
                .containsExactlyElementsOf(
                        one.scores().stream().map(ModelScores::overall).toList());
    }

    @Test
    void theListenerSeesTheProgressOfTheBacktestAndOfItsFits() {
        List<BacktestProgress> reports = new ArrayList<>();
        List<FitProgress> fits = new ArrayList<>();
        BacktestListener listener = new BacktestListener() {
            @Override
            public void onProgress(BacktestProgress progress) {
                reports.add(progress);
            }

            @Override
            public void onFit(FitProgress progress) {
                fits.add(progress);
            }
        };
        Backtest.on(daily(randomWalk(300, 1)))
                .windows(WalkForward.expanding(100).refitEvery(50))
                .compare(new Probe("probe", 1))
                .listener(listener)
                .run();

        assertThat(reports).hasSizeBetween(90, 100);
        assertThat(reports).extracting(BacktestProgress::done).isSorted().doesNotHaveDuplicates();
        BacktestProgress last = reports.get(reports.size() - 1);
        assertThat(last.done()).isEqualTo(last.total()).isEqualTo(3 * 199);
        assertThat(fits).hasSize(4);
    }

    @Test
    void aCancelledBacktestThrowsAndClosesWhatItOpened() {
        Probe probe = new Probe("probe", 1);
        Backtest backtest = Backtest.on(daily(randomWalk(100, 1)))
                .windows(WalkForward.expanding(20))
                .compare(probe)
                .listener(new BacktestListener() {
                    @Override
                    public void onProgress(BacktestProgress progress) {}

                    @Override
                    public boolean cancelled() {
                        return probe.sessions.size() == 5;
                    }
                });

        assertThatThrownBy(backtest::run)
                .isInstanceOf(CancellationException.class)
                .hasMessage("the backtest was cancelled after 5 of 237 origins");
        assertThat(probe.predictorsOpened).isEqualTo(5);
        assertThat(probe.predictorsOpen).isZero();
        assertThat(probe.sessionsOpen).isZero();
    }

    @Test
    void mistakesAreNamedBeforeAnythingIsFitted() {
        TimeSeries series = daily(randomWalk(50, 1));
        WalkForward walk = WalkForward.expanding(20);
        Probe probe = new Probe("probe", 5);

        assertThatThrownBy(() -> Backtest.on(series).compare(probe).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the windows are missing");
        assertThatThrownBy(() -> Backtest.on(series).windows(walk).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing to compare");
        assertThatThrownBy(() -> Backtest.on(series)
                        .windows(walk)
                        .compare(probe, new Probe("probe", 1))
                        .run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two forecasters have the name 'probe'");
        assertThatThrownBy(() -> Backtest.on(series)
                        .windows(walk)
                        .compare(Baselines.naive("y", 1))
                        .run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'naive', which is always compared");
        assertThatThrownBy(() -> Backtest.on(series)
                        .windows(walk.purge(3))
                        .compare(probe)
                        .run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a purge of 3 rows is too short: labels reach 5 rows");
        assertThatThrownBy(() -> Backtest.on(series)
                        .windows(walk.test(4).step(3))
                        .compare(probe)
                        .run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set step(4) or more");
        assertThatThrownBy(() -> Backtest.on(series)
                        .windows(walk)
                        .compare(Baselines.drift("close", 1))
                        .run())
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("has no column 'close'");
        assertThatThrownBy(() -> Backtest.on(series.head(29))
                        .windows(walk)
                        .compare(probe)
                        .run())
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("need at least 30 rows, found 29");
        assertThatThrownBy(() -> Backtest.on(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Backtest.on(List.of(series, series)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two series have the id ''");
        assertThatThrownBy(() -> Backtest.on(series).seasonLength(0)).hasMessageContaining("found 0");
        assertThat(probe.fits).isEmpty();
        assertThat(Backtest.on(series.head(30))
                        .windows(walk)
                        .compare(probe)
                        .run()
                        .pairs()
                        .compared())
                .isEqualTo(5);
    }
}
