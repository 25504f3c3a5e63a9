package io.forecastj.backtest;

import static io.forecastj.backtest.SeriesMaker.daily;
import static io.forecastj.backtest.SeriesMaker.day;
import static io.forecastj.backtest.SeriesMaker.randomWalk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Baselines;
import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Faulty.Where;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefitRuleTest {
    private static final WalkForward WINDOWS = WalkForward.expanding(20).test(2).step(2);

    private static Backtest backtest(TimeSeries series, Probe probe, WalkForward windows) {
        return Backtest.on(series).windows(windows).seasonLength(1).compare(probe);
    }

    private static List<ForecastRow> rows(BacktestResult result) {
        return result.rows().filter(row -> row.model().equals("probe")).toList();
    }

    @Test
    void aRuleThatAlwaysRefitsChangesNothingAndOneThatNeverDoesFitsOnce() {
        TimeSeries series = daily(randomWalk(80, 1));
        BacktestResult without =
                backtest(series, new Probe("probe", 3), WINDOWS).run();
        BacktestResult always = backtest(series, new Probe("probe", 3), WINDOWS)
                .refitWhen(soFar -> true)
                .run();
        assertThat(rows(always)).isEqualTo(rows(without)).isNotEmpty();
        assertThat(always.scores("probe").fits())
                .isEqualTo(without.scores("probe").fits())
                .isEqualTo(27);

        Probe probe = new Probe("probe", 3);
        BacktestResult never =
                backtest(series, probe, WINDOWS).refitWhen(soFar -> false).run();
        BacktestResult once =
                backtest(series, new Probe("probe", 3), WINDOWS.fitOnce()).run();
        assertThat(rows(never)).isEqualTo(rows(once));
        assertThat(never.scores("probe").fits()).isEqualTo(1);
        assertThat(never.summary()).contains("probe: fitted at 1 of 27 windows, by the rule");
        assertThat(probe.sessions).hasSize(1);
        assertThat(probe.sessionsOpen).isZero();
        assertThat(probe.predictorsOpen).isZero();
    }

    @Test
    void theRuleIsAskedOnlyWhereTheWindowsWouldRefit() {
        List<Integer> served = new ArrayList<>();
        BacktestResult result = backtest(daily(randomWalk(80, 1)), new Probe("probe", 3), WINDOWS.refitEvery(4))
                .refitWhen(soFar -> {
                    served.add(soFar.foldsSinceFit());
                    assertThat(soFar.model()).isEqualTo("probe");
                    return soFar.foldsSinceFit() == 3;
                })
                .run();
        // 7 folds of 4 windows each, the first one fitted without asking
        assertThat(served).containsExactly(1, 2, 3, 1, 2, 3);
        assertThat(result.scores("probe").fits()).isEqualTo(3);
    }

    @Test
    void onlyPairsWhoseActualValueIsKnownAreCounted() {
        List<FoldScores> asked = new ArrayList<>();
        double[] values = randomWalk(60, 2);
        backtest(daily(values), new Probe("probe", 3), WINDOWS)
                .refitWhen(soFar -> asked.add(soFar))
                .run();

        // origins 22 and 23, then 24 and 25: at 24 two steps of the first origin and one of the second are known
        FoldScores first = asked.get(0);
        assertThat(first.origin()).isEqualTo(day(24));
        assertThat(first.folds()).singleElement().satisfies(fold -> {
            assertThat(fold.testFrom()).isEqualTo(day(22));
            assertThat(fold.testTo()).isEqualTo(day(23));
            assertThat(fold.pairs()).isEqualTo(3);
        });
        double change = (values[22] - values[0]) / 22;
        double[] errors = {
            values[23] - values[22] - change, values[24] - values[22] - 2 * change, values[24] - values[23] - change
        };
        double[] naive = {values[23] - values[22], values[24] - values[22], values[24] - values[23]};
        FoldScore score = first.sinceFit();
        assertThat(score.mae()).isCloseTo(mean(errors, false), within(1e-12));
        assertThat(score.rmse()).isCloseTo(Math.sqrt(mean(errors, true)), within(1e-12));
        assertThat(score.maeSkill()).isCloseTo(1 - mean(errors, false) / mean(naive, false), within(1e-12));
        assertThat(score.skill()).isCloseTo(1 - Math.sqrt(mean(errors, true) / mean(naive, true)), within(1e-12));

        FoldScores second = asked.get(1);
        assertThat(second.folds()).extracting(FoldScore::pairs).containsExactly(6L, 3L);
        assertThat(second.last(2).pairs()).isEqualTo(second.last(9).pairs()).isEqualTo(9);
        assertThat(second.last(1))
                .isEqualTo(second.sinceFit())
                .isEqualTo(second.folds().get(1));
        assertThatThrownBy(() -> second.last(0)).hasMessage("expected at least 1 fold, found 0");
    }

    private static double mean(double[] errors, boolean squared) {
        double sum = 0;
        for (double error : errors) {
            sum += squared ? error * error : Math.abs(error);
        }
        return sum / errors.length;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void laterValuesDoNotReachTheRule(long seed) {
        double[] values = randomWalk(80, seed);
        double[] changed = values.clone();
        for (int i = 51; i < changed.length; i++) {
            changed[i] = -1_000 * i;
        }
        List<String> seen = seenUpTo50(values);
        assertThat(seen).as("seed %d", seed).hasSize(14);
        assertThat(seenUpTo50(changed)).as("seed %d", seed).isEqualTo(seen);
    }

    private static List<String> seenUpTo50(double[] values) {
        List<String> seen = new ArrayList<>();
        backtest(daily(values), new Probe("probe", 3), WINDOWS)
                .refitWhen(soFar -> {
                    if (!soFar.origin().isAfter(day(50))) {
                        seen.add(soFar.toString());
                    }
                    return soFar.last(3).skill() < 0;
                })
                .run();
        return seen;
    }

    @Test
    void foldsOfSeveralForecastersInParallelEqualThoseInOrder() {
        List<TimeSeries> series = List.of(daily("a", 0, randomWalk(90, 1)), daily("b", 10, randomWalk(60, 2)));
        RefitRule rule = soFar -> soFar.last(3).skill() < 0;
        Backtest backtest = Backtest.on(series)
                .windows(WINDOWS)
                .compare(Baselines.drift("y", 3), Baselines.mean("y", 3))
                .refitWhen(rule);
        BacktestResult serial = backtest.run();
        assertThat(serial.scores("mean").fits()).isBetween(2, 32);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            BacktestResult parallel = backtest.parallel(pool).run();
            assertThat(parallel.rows()).containsExactlyElementsOf(serial.rows().toList());
            assertThat(parallel.scores("mean").fits())
                    .isEqualTo(serial.scores("mean").fits());
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void aFailedFitIsRepeatedAtTheNextWindowWithoutAsking() {
        List<String> asked = new ArrayList<>();
        Faulty faulty = new Faulty("faulty", 3, Where.FIT, time -> time.equals(day(26)), (time, value) -> {
            throw new IllegalStateException("broken");
        });
        BacktestResult result = Backtest.on(daily(randomWalk(80, 1)))
                .windows(WINDOWS)
                .compare(faulty)
                .refitWhen(soFar -> {
                    asked.add(soFar.origin().toString());
                    return soFar.origin().equals(day(26));
                })
                .run();
        assertThat(result.scores("faulty").fits()).isEqualTo(2);
        assertThat(result.scores("faulty").failedFits()).isEqualTo(1);
        assertThat(asked).hasSize(25).doesNotContain(day(28).toString());
        assertThat(faulty.open).isEmpty();
    }

    @Test
    void aSessionThatCannotTakeARowIsOpenedAgainForTheNextFold() {
        Faulty faulty = new Faulty("faulty", 3, Where.APPEND, time -> time.equals(day(27)), (time, value) -> {
            throw new IllegalStateException("broken");
        });
        BacktestResult result = Backtest.on(daily(randomWalk(80, 1)))
                .windows(WINDOWS)
                .compare(faulty)
                .refitWhen(soFar -> false)
                .run();
        assertThat(result.scores("faulty").forecasts()).isEqualTo(53);
        assertThat(result.scores("faulty").failures()).hasSize(1);
        assertThat(faulty.probe.sessionsOpen).isZero();
    }

    @Test
    void theSessionsOfAGivenPredictorGoOnAlthoughEachWindowFits() {
        TimeSeries series = daily(randomWalk(80, 1));
        Probe probe = new Probe("probe", 3);
        Predictor given = probe.fit(List.of(series.head(20)), FitListener.NONE);
        List<Predictor> views = new ArrayList<>();
        Forecaster forecaster = new Forecaster() {
            @Override
            public String name() {
                return "given";
            }

            @Override
            public int horizon() {
                return 3;
            }

            @Override
            public List<String> targets() {
                return List.of("y");
            }

            @Override
            public Predictor fit(List<TimeSeries> all, FitListener listener) {
                Predictor view = (Predictor) Proxy.newProxyInstance(
                        RefitRuleTest.class.getClassLoader(),
                        new Class<?>[] {Predictor.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("close")) {
                                views.remove(views.size() - 1);
                                return null;
                            }
                            return method.invoke(given, arguments);
                        });
                views.add(view);
                return view;
            }
        };
        BacktestResult result =
                Backtest.on(series).windows(WINDOWS).compare(forecaster).run();
        assertThat(result.scores("given").fits()).isEqualTo(27);
        // one for each of the first two fits, which might still be of different models, and one for all others
        assertThat(probe.sessions).hasSize(3);
        assertThat(probe.sessionsOpen).isZero();
        assertThat(views).isEmpty();
        BacktestResult once = Backtest.on(series)
                .windows(WINDOWS.fitOnce())
                .compare(forecaster)
                .run();
        assertThat(result.rows())
                .filteredOn(row -> row.model().equals("given"))
                .isEqualTo(
                        once.rows().filter(row -> row.model().equals("given")).toList());
    }

    @Test
    void aForecasterOfClassesIsRefusedBesideARule() {
        ClassFormula classes = new ClassFormula(
                "ups", "direction(y,0.0)", Target.Direction.CLASSES, last -> new double[] {0.2, 0.2, 0.6});
        Backtest backtest = Backtest.on(daily(randomWalk(80, 1)))
                .windows(WINDOWS)
                .compare(classes)
                .refitWhen(soFar -> {
                    throw new AssertionError("asked for a forecaster of classes");
                });
        assertThatThrownBy(backtest::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "'ups' forecasts classes, but the rule of refitWhen reads scores of values; leave refitWhen out");
    }

    @Test
    void withoutAKnownPairScoresAreNaN() {
        List<FoldScore> asked = new ArrayList<>();
        Faulty late = new Faulty("late", 3, Where.FORECAST, time -> time.isBefore(day(60)), (time, value) -> {
            throw new IllegalStateException("broken");
        });
        Backtest.on(daily(randomWalk(80, 1)))
                .windows(WINDOWS)
                .seasonLength(1)
                .compare(late)
                .refitWhen(soFar -> soFar.origin().isBefore(day(60)) && asked.add(soFar.sinceFit()))
                .run();
        assertThat(asked).isNotEmpty().allSatisfy(fold -> {
            assertThat(fold.pairs()).isZero();
            assertThat(fold.mae()).isNaN();
            assertThat(fold.rmse()).isNaN();
            assertThat(fold.skill()).isNaN();
            assertThat(fold.maeSkill()).isNaN();
        });
    }

    @Test
    void whatTheRuleThrowsEndsTheRun() {
        IllegalStateException broken = new IllegalStateException("no rule");
        Probe probe = new Probe("probe", 3);
        assertThatThrownBy(backtest(daily(randomWalk(80, 1)), probe, WINDOWS).refitWhen(soFar -> {
                    throw broken;
                })::run)
                .isSameAs(broken);
        assertThat(probe.predictorsOpen).isZero();
        assertThat(probe.sessionsOpen).isZero();
    }
}
