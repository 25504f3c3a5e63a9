package io.forecastj.backtest;

import static io.forecastj.backtest.SeriesMaker.daily;
import static io.forecastj.backtest.SeriesMaker.day;
import static io.forecastj.backtest.SeriesMaker.randomWalk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.ColumnRole;
import io.forecastj.FitProgress;
import io.forecastj.Forecast;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Faulty.Where;
import io.forecastj.backtest.tuning.Parameter;
import io.forecastj.backtest.tuning.SearchSpace;
import io.forecastj.backtest.tuning.Tuner;
import io.forecastj.backtest.tuning.TuningResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailedFoldTest {
    private static final TimeSeries SERIES = daily(randomWalk(100, 1));
    /** Fits on the rows up to 21, 31, ..., 91, each for that origin and the three after it. */
    private static final WalkForward WINDOWS = WalkForward.expanding(20).test(4).step(10);

    private static final Predicate<Instant> ALWAYS = time -> true;

    private static BiFunction<Instant, Object, Object> thrown(RuntimeException e) {
        return (time, value) -> {
            throw e;
        };
    }

    private static Backtest backtest(Faulty faulty) {
        return Backtest.on(SERIES).windows(WINDOWS).seasonLength(1).compare(faulty, Baselines.drift("y", 2));
    }

    private static List<ForecastRow> rows(BacktestResult result, String model, Predicate<ForecastRow> which) {
        return result.rows()
                .filter(row -> row.model().equals(model) && which.test(row))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Where.class)
    void whatIsThrownInOneFoldIsReportedWithItsCauseAndTheRestStands(Where where) {
        IllegalStateException cause = new IllegalStateException("broken\n  twice");
        Predicate<Instant> strikes = where == Where.FIT || where == Where.INFO
                ? day(41)::equals
                : where == Where.APPEND || where == Where.FORECAST ? day(42)::equals : day(41)::equals;
        Faulty faulty = new Faulty("faulty", 2, where, strikes, thrown(cause));
        BacktestResult result = backtest(faulty).run();

        int failed = where == Where.FORECAST ? 1 : where == Where.APPEND ? 3 : 4;
        ModelScores scores = result.scores("faulty");
        assertThat(scores.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.model()).isEqualTo("faulty");
            assertThat(failure.trainFrom()).isEqualTo(day(0));
            assertThat(failure.trainTo()).isEqualTo(day(41));
            assertThat(failure.testFrom()).isEqualTo(day(41));
            assertThat(failure.testTo()).isEqualTo(day(44));
            assertThat(failure.origins()).isEqualTo(4);
            assertThat(failure.failed()).isEqualTo(failed);
            assertThat(failure.reason()).isEqualTo(SkipReason.FAILED);
            assertThat(failure.message()).contains("failed: IllegalStateException: broken twice");
            assertThat(failure.exception()).containsSame(cause);
        });
        assertThat(scores.skipped()).isEqualTo(Map.of(SkipReason.FAILED, (long) failed));
        assertThat(scores.forecasts()).isEqualTo(32 - failed);
        assertThat(scores.failedFits()).isEqualTo(where == Where.FIT ? 1 : 0);
        assertThat(result.scores("drift").failures()).isEmpty();
        assertThat(result.pairs()).isEqualTo(new PairCounts(2 * (32 - failed), 0, 0, 0, 2 * failed, 0));
        assertThat(result.summary())
                .contains("left out: " + 2 * failed + " skipped by a model")
                .contains("faulty: 1 of 8 folds failed, at " + failed + " origin" + (failed == 1 ? "" : "s")
                        + ", the first with the origins from 2024-02-11T00:00:00Z to 2024-02-14T00:00:00Z: the ")
                .contains("faulty skipped: " + failed + " origin");
        assertThat(faulty.open).isEmpty();
        assertThat(faulty.probe.sessionsOpen).isEqualTo(where == Where.OPEN ? 1 : 0);

        BacktestResult whole = backtest(new Faulty("faulty", 2, where, time -> false, thrown(cause)))
                .run();
        Predicate<ForecastRow> others =
                row -> row.origin().isBefore(day(41)) || row.origin().isAfter(day(44));
        assertThat(rows(result, "faulty", others))
                .isEqualTo(rows(whole, "faulty", others))
                .hasSize(56);
        assertThat(rows(result, "drift", row -> true)).isEqualTo(rows(whole, "drift", row -> true));
    }

    @Test
    void aPredictorOfAnotherHorizonFailsItsFold() {
        BiFunction<Instant, Object, Object> shorter = (time, info) ->
                PredictorInfo.builder("probe", 1).column("y", ColumnRole.TARGET).build();
        BacktestResult result = backtest(new Faulty("faulty", 2, Where.INFO, day(41)::equals, shorter))
                .run();

        assertThat(result.scores("faulty").failures()).singleElement().satisfies(failure -> {
            assertThat(failure.failed()).isEqualTo(4);
            assertThat(failure.message())
                    .isEqualTo("the predictor forecasts 1 steps of [y]; its forecaster promised 2 steps of [y]");
            assertThat(failure.exception()).isEmpty();
        });
    }

    @Test
    void forecastsOfOtherStepsTargetsAndOriginsFail() {
        assertMessage((time, forecast) -> other("y", 3, time), "has 3 steps of [y]; its forecaster promised 2 steps");
        assertMessage((time, forecast) -> other("x", 2, time), "has 2 steps of [x]; its forecaster promised 2 steps");
        assertMessage((time, forecast) -> other("y", 2, day(7)), "has the origin 2024-01-08T00:00:00Z");
        assertMessage((time, forecast) -> null, "the predictor returned no forecast");
    }

    private static void assertMessage(BiFunction<Instant, Object, Object> fault, String message) {
        BacktestResult result = backtest(new Faulty("faulty", 2, Where.FORECAST, day(42)::equals, fault))
                .run();
        assertThat(result.scores("faulty").failures()).singleElement().satisfies(failure -> {
            assertThat(failure.failed()).isEqualTo(1);
            assertThat(failure.message())
                    .startsWith("the forecast at 2024-02-12T00:00:00Z ")
                    .contains(message);
        });
        assertThat(result.pairs().notForecast()).isEqualTo(2);
    }

    private static Forecast other(String target, int horizon, Instant origin) {
        try (Predictor predictor =
                Baselines.naive(target, horizon).fit(TimeSeries.of(target, day(0), SERIES.sampling(), 1, 2, 3))) {
            return predictor.predict(TimeSeries.of(target, origin.minusSeconds(86_400), SERIES.sampling(), 1, 2));
        }
    }

    @Test
    void aForecastThatIsNotFiniteIsReportedAndItsPairsAreLeftOut() {
        BiFunction<Instant, Object, Object> nan = (time, forecast) -> {
            Forecast given = (Forecast) forecast;
            return Forecast.builder(
                            given.info(),
                            "",
                            time.toEpochMilli(),
                            new long[] {
                                given.time(1).toEpochMilli(), given.time(2).toEpochMilli()
                            },
                            false,
                            new double[] {given.point(1), Double.NaN})
                    .build();
        };
        BacktestResult result = backtest(new Faulty("faulty", 2, Where.FORECAST, day(42)::equals, nan))
                .run();

        assertThat(result.scores("faulty").failures()).singleElement().satisfies(failure -> {
            assertThat(failure.failed()).isEqualTo(1);
            assertThat(failure.message())
                    .startsWith("the forecast at 2024-02-12T00:00:00Z has the point NaN for 'y' at step 2");
        });
        assertThat(result.pairs()).isEqualTo(new PairCounts(63, 0, 0, 0, 0, 1));
        assertThatThrownBy(backtest(new Faulty("faulty", 2, Where.FORECAST, ALWAYS, nan))::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("every fold of 'faulty' failed, the first on the rows from "
                        + "2024-01-01T00:00:00Z to 2024-01-22T00:00:00Z: the forecast at 2024-01-22T00:00:00Z has the"
                        + " point NaN");
    }

    @Test
    void aModelWhoseFoldsAllFailEndsTheRunWithTheFirstCause() {
        IllegalStateException cause = new IllegalStateException("broken");
        assertThatThrownBy(backtest(new Faulty("faulty", 2, Where.FORECAST, ALWAYS, thrown(cause)))::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("every fold of 'faulty' failed, the first on the rows from 2024-01-01T00:00:00Z to"
                        + " 2024-01-22T00:00:00Z: the forecast at 2024-01-22T00:00:00Z failed:"
                        + " IllegalStateException: broken")
                .hasCause(cause);
        IllegalArgumentException mistake = new IllegalArgumentException("not so");
        assertThatThrownBy(backtest(new Faulty("faulty", 2, Where.FIT, ALWAYS, thrown(mistake)))::run)
                .isSameAs(mistake);
    }

    @Test
    void whatTheFirstExpandingWindowRefusesEndsTheRunAtOnce() {
        InvalidSeriesException refusal = new InvalidSeriesException("no column 'z'");
        Faulty faulty = new Faulty("faulty", 2, Where.FIT, day(21)::equals, thrown(refusal));
        assertThatThrownBy(backtest(faulty)::run).isSameAs(refusal);
        assertThat(faulty.probe.fits).isEmpty();
    }

    @Test
    void cancellationAndErrorsEndTheRun() {
        for (Where where : Where.values()) {
            Faulty cancelled = new Faulty("faulty", 2, where, ALWAYS, thrown(new CancellationException("enough")));
            assertThatThrownBy(backtest(cancelled)::run)
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("enough");
            Faulty error = new Faulty("faulty", 2, where, ALWAYS, (time, value) -> {
                throw new AssertionError("error");
            });
            assertThatThrownBy(backtest(error)::run).isInstanceOf(AssertionError.class);
            assertThat(cancelled.open).isEmpty();
            assertThat(error.open).isEmpty();
        }
    }

    @Test
    void whatTheListenerThrowsInAFitEndsTheRun() {
        IllegalStateException full = new IllegalStateException("disk full");
        assertThatThrownBy(Backtest.on(SERIES)
                        .windows(WINDOWS)
                        .compare(new Probe("probe", 2))
                        .listener(new BacktestListener() {
                            @Override
                            public void onProgress(BacktestProgress progress) {}

                            @Override
                            public void onFit(FitProgress progress) {
                                throw full;
                            }
                        })::run)
                .isSameAs(full);
    }

    @Test
    void theProgressCountsTheOriginsOfFailedFolds() {
        long[] last = new long[2];
        backtest(new Faulty("faulty", 2, Where.APPEND, day(42)::equals, thrown(new IllegalStateException("broken"))))
                .listener(progress -> {
                    last[0] = progress.done();
                    last[1] = progress.total();
                })
                .run();
        assertThat(last).containsExactly(96, 96);
    }

    @Test
    void aTrialWithAFoldThatThrowsFailsSinceTheOthersWereScoredOnMore() {
        Parameter<Integer> number = Parameter.integer("number", 1, 4);
        TuningResult result = Tuner.on(SERIES)
                .windows(WINDOWS)
                .space(SearchSpace.of(number))
                .forecaster(parameters -> new Faulty(
                        "faulty",
                        2,
                        Where.FORECAST,
                        time -> parameters.get(number) == 2 && time.equals(day(42)),
                        thrown(new IllegalStateException("broken"))))
                .trials(4)
                .run();
        assertThat(result.trials()).hasSize(4).allSatisfy(trial -> {
            boolean broken = trial.parameters().get(number) == 2;
            assertThat(trial.failed()).isEqualTo(broken);
            assertThat(trial.evaluations().get(0).failure().contains("IllegalStateException: broken"))
                    .isEqualTo(broken);
        });
    }
}
