package io.forecastj.backtest;

import static io.forecastj.backtest.SeriesMaker.daily;
import static io.forecastj.backtest.SeriesMaker.day;
import static io.forecastj.backtest.SeriesMaker.randomWalk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.FitProgress;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Faulty.Where;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ParallelTest {
    private static final List<TimeSeries> SERIES = List.of(
            daily("a", 0, randomWalk(200, 1)), daily("b", 30, randomWalk(150, 2)), daily("c", 0, randomWalk(90, 3)));
    private static final WalkForward WINDOWS =
            WalkForward.expanding(40).test(3).step(4).refitEvery(2);

    private static Backtest backtest() {
        return Backtest.on(SERIES)
                .windows(WINDOWS)
                .compare(faulty("at times"), Baselines.drift("y", 3), Baselines.mean("y", 3));
    }

    /** Fails in two folds, so that the order of the failures and the rest of the fold count too. */
    private static Faulty faulty(String name) {
        return new Faulty(
                name, 3, Where.FORECAST, time -> time.equals(day(71)) || time.equals(day(130)), (time, forecast) -> {
                    throw new IllegalStateException("broken at " + time);
                });
    }

    private static <T> T with(int threads, Function<ExecutorService, T> use) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            return use.apply(pool);
        } finally {
            pool.shutdown();
            try {
                assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static void assertEqual(BacktestResult found, BacktestResult expected) {
        StringBuilder csv = new StringBuilder();
        StringBuilder other = new StringBuilder();
        found.writeCsv(csv);
        expected.writeCsv(other);
        assertThat(csv.toString()).isEqualTo(other.toString());
        assertThat(found.pairs()).isEqualTo(expected.pairs());
        for (int i = 0; i < expected.scores().size(); i++) {
            ModelScores its = found.scores().get(i);
            ModelScores others = expected.scores().get(i);
            assertThat(its.toString()).isEqualTo(others.toString());
            assertThat(its.overall()).isEqualTo(others.overall());
            assertThat(its.failures()).isEqualTo(others.failures());
            assertThat(its.skipped()).isEqualTo(others.skipped());
            assertThat(its.statuses()).isEqualTo(others.statuses());
            assertThat(its.fits()).isEqualTo(others.fits());
            assertThat(its.levels()).isEqualTo(others.levels());
        }
        assertThat(withoutTimes(found)).isEqualTo(withoutTimes(expected));
    }

    private static String withoutTimes(BacktestResult result) {
        return result.summary()
                .replaceAll(" +[0-9.,]+ (us|ms|s) +[0-9.,]+ (us|ms|s)", "")
                .replaceAll("-{9,}", "")
                .replaceAll(" +", " ");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void foldsOnSeveralThreadsGiveTheResultOfOneAfterTheOther(int threads) {
        BacktestResult serial = backtest().run();
        assertThat(serial.scores("at times").failures()).hasSize(2);
        for (int run = 0; run < 5; run++) {
            assertEqual(with(threads, pool -> backtest().parallel(pool).run()), serial);
        }
    }

    @Test
    void aBacktestInsideAPoolOfOneThreadEnds() {
        BacktestResult serial = backtest().run();
        BacktestResult inside = with(1, pool -> {
            try {
                return pool.submit(() -> backtest().parallel(pool).run()).get();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        assertEqual(inside, serial);
    }

    @Test
    void anExecutorThatRefusesOrDropsWorkLeavesItToTheCallingThread() {
        BacktestResult serial = backtest().run();
        Executor refusing = work -> {
            throw new RejectedExecutionException();
        };
        assertEqual(backtest().parallel(refusing).run(), serial);
        assertEqual(backtest().parallel(work -> {}).run(), serial);
    }

    @Test
    void atMostOnePredictorAThreadIsOpenAndNoneInTheEnd() {
        int threads = 4;
        AtomicInteger most = new AtomicInteger();
        List<Faulty> made = Collections.synchronizedList(new ArrayList<>());
        with(threads, pool -> {
            Faulty counted = new Faulty(
                    "counted",
                    1,
                    Where.FORECAST,
                    time -> {
                        most.accumulateAndGet(made.get(0).open.size(), Math::max);
                        return false;
                    },
                    (time, forecast) -> forecast);
            made.add(counted);
            return Backtest.on(daily(randomWalk(300, 1)))
                    .windows(WalkForward.expanding(30))
                    .compare(counted)
                    .parallel(pool)
                    .run();
        });
        assertThat(most.get()).isBetween(1, threads + 1);
        assertThat(made.get(0).open).isEmpty();
    }

    @Test
    void anExecutorOfAnyNumberOfThreadsGetsAtMostSixtyThreeFoldsAtOnce() {
        AtomicInteger helpers = new AtomicInteger();
        Backtest.on(daily(randomWalk(300, 1)))
                .windows(WalkForward.expanding(30))
                .compare(Baselines.drift("y", 1))
                .parallel(work -> helpers.incrementAndGet())
                .run();
        assertThat(helpers).hasValue(63);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void theExceptionIsThatOfTheFirstForecasterInOrder(int threads) {
        Function<String, Faulty> broken = name -> new Faulty(name, 3, Where.FORECAST, time -> true, (time, value) -> {
            throw new IllegalStateException("broken");
        });
        Faulty ending = new Faulty("ending", 3, Where.FIT, time -> time.equals(day(45)), (time, value) -> {
            throw new CancellationException("ends the run");
        });
        with(threads, pool -> {
            assertThatThrownBy(Backtest.on(SERIES)
                            .windows(WINDOWS)
                            .compare(broken.apply("one"), ending, broken.apply("two"))
                            .parallel(pool)::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("every fold of 'one' failed");
            assertThatThrownBy(Backtest.on(SERIES)
                            .windows(WalkForward.expanding(45).step(4))
                            .compare(Baselines.drift("y", 3), erring(), broken.apply("two"))
                            .parallel(pool)::run)
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("erring");
            return null;
        });
        assertThat(ending.open).isEmpty();
    }

    private static Faulty erring() {
        return new Faulty("erring", 3, Where.OPEN, time -> true, (time, value) -> {
            throw new AssertionError("erring");
        });
    }

    @Test
    void progressIsReportedByOneThreadAtATimeUpToTheEnd() {
        List<BacktestProgress> reports = new ArrayList<>();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger fits = new AtomicInteger();
        BacktestListener listener = new BacktestListener() {
            @Override
            public void onProgress(BacktestProgress progress) {
                assertThat(inside.incrementAndGet()).isEqualTo(1);
                reports.add(progress);
                inside.decrementAndGet();
            }

            @Override
            public void onFit(FitProgress progress) {
                assertThat(inside.incrementAndGet()).isEqualTo(1);
                fits.incrementAndGet();
                inside.decrementAndGet();
            }

            @Override
            public boolean cancelled() {
                assertThat(inside.incrementAndGet()).isEqualTo(1);
                inside.decrementAndGet();
                return false;
            }
        };
        with(8, pool -> backtest().listener(listener).parallel(pool).run());
        assertThat(reports).hasSizeBetween(90, 100);
        assertThat(reports).extracting(BacktestProgress::done).isSorted().doesNotHaveDuplicates();
        BacktestProgress last = reports.get(reports.size() - 1);
        assertThat(last.done()).isEqualTo(last.total());
        assertThat(fits.get()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void aCancelledRunEndsAndClosesWhatItOpened(int threads) {
        Faulty faulty = faulty("at times");
        AtomicInteger asked = new AtomicInteger();
        with(threads, pool -> {
            assertThatThrownBy(Backtest.on(SERIES)
                            .windows(WINDOWS)
                            .compare(faulty)
                            .listener(new BacktestListener() {
                                @Override
                                public void onProgress(BacktestProgress progress) {}

                                @Override
                                public boolean cancelled() {
                                    return asked.incrementAndGet() > 40;
                                }
                            })
                            .parallel(pool)::run)
                    .isInstanceOf(CancellationException.class)
                    .hasMessageStartingWith("the backtest was cancelled after ");
            return null;
        });
        assertThat(faulty.open).isEmpty();
        assertThat(faulty.probe.sessionsOpen).isZero();
    }
}
