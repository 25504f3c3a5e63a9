package io.forecastj.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.PredictorClosedException;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchingPredictorTest {
    private static final TimeSeries FIRST = Crowd.walk("first", 20, 0);

    private final HookedPredictor inside = new HookedPredictor(SumPredictor.plain(1));
    private final CountDownLatch gate = new CountDownLatch(1);
    private BatchingPredictor batching =
            Batching.predictor(inside).parallelRuns(1).build();

    @AfterEach
    void close() {
        gate.countDown();
        batching.close();
    }

    /** Starts a call that runs alone and waits at the gate, so that others must wait for their run. */
    private Crowd.Call<Forecast> holdTheRun() {
        return holdTheRun(rows -> {});
    }

    private Crowd.Call<Forecast> holdTheRun(Consumer<TimeSeries> later) {
        inside.hook = rows -> {
            if (rows.id().equals("first")) {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new CancellationException("interrupted");
                }
            } else {
                later.accept(rows);
            }
        };
        Crowd.Call<Forecast> first = Crowd.start(() -> batching.predict(FIRST));
        Crowd.until(() -> batching.statistics().running() == 1);
        return first;
    }

    private Crowd.Call<Forecast> queued(TimeSeries rows) {
        int before = batching.statistics().waiting();
        Crowd.Call<Forecast> call = Crowd.start(() -> batching.predict(rows));
        Crowd.until(() -> batching.statistics().waiting() == before + 1 && call.waits());
        return call;
    }

    @Test
    void callsThatWaitRunTogetherAndEqualSingleOnes() throws Exception {
        Crowd.Call<Forecast> first = holdTheRun();
        List<Crowd.Call<Forecast>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            calls.add(queued(Crowd.walk("k" + i, 10 + i, i)));
        }
        gate.countDown();
        assertThat(first.get()).isEqualTo(inside.model.predict(FIRST));
        for (int i = 0; i < 40; i++) {
            assertThat(calls.get(i).get()).isEqualTo(inside.model.predict(Crowd.walk("k" + i, 10 + i, i)));
        }
        assertThat(inside.singles).hasValue(1);
        assertThat(inside.batches).as("runs of 32 and 8").hasValue(2);
        assertThat(batching.statistics()).hasToString("41 calls in 3 runs, 0 refused, 0 waiting, 0 running");
    }

    @Test
    void aCallAloneRunsAtOnce() {
        assertThat(batching.predict(FIRST)).isEqualTo(inside.model.predict(FIRST));
        assertThat(inside.singles).hasValue(1);
        assertThat(inside.batches).hasValue(0);
    }

    @Test
    void withAMaximumWaitARunBeginsWhenItIsFull() throws Exception {
        batching = Batching.predictor(inside)
                .maximumSize(4)
                .maximumWait(Duration.ofDays(1))
                .parallelRuns(2)
                .build();
        List<Crowd.Call<Forecast>> calls = Crowd.start(4, () -> batching.predict(FIRST));
        for (Crowd.Call<Forecast> call : calls) {
            assertThat(call.get()).isEqualTo(inside.model.predict(FIRST));
        }
        assertThat(inside.batches).hasValue(1);
    }

    @Test
    void withAMaximumWaitARunBeginsWhenItHasPassed() {
        batching = Batching.predictor(inside).maximumWait(Duration.ofMillis(20)).build();
        long start = System.nanoTime();
        assertThat(batching.predict(FIRST)).isEqualTo(inside.model.predict(FIRST));
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000);
    }

    @Test
    void ifTheGatheringCallLeavesTheNextOneGathers() throws Exception {
        batching = Batching.predictor(inside).maximumWait(Duration.ofSeconds(1)).build();
        Crowd.Call<Forecast> oldest = queued(FIRST);
        Crowd.Call<Forecast> next = queued(Crowd.walk("b", 10, 1));
        oldest.thread.interrupt();
        assertThat(next.get()).isEqualTo(inside.model.predict(Crowd.walk("b", 10, 1)));
    }

    @Test
    void aSeriesWithoutAForecastFailsOnlyItsOwnCall() throws Exception {
        holdTheRun();
        Crowd.Call<Forecast> good = queued(Crowd.walk("good", 10, 1));
        Crowd.Call<Forecast> tooShort = queued(Crowd.walk("short", 2, 2));
        Crowd.Call<Forecast> alsoGood = queued(Crowd.walk("also", 10, 3));
        gate.countDown();
        assertThat(tooShort.failure()).isInstanceOf(InsufficientHistoryException.class);
        assertThat(good.get()).isEqualTo(inside.model.predict(Crowd.walk("good", 10, 1)));
        assertThat(alsoGood.get()).isEqualTo(inside.model.predict(Crowd.walk("also", 10, 3)));
        assertThat(inside.singles).hasValue(1);
    }

    @Test
    void anyExceptionOfOneSeriesFailsOnlyItsOwnCall() throws Exception {
        for (RuntimeException thrown : List.of(new ForecastException("bad"), new IllegalStateException("bad"))) {
            CountDownLatch hold = new CountDownLatch(1);
            BatchingPredictor batches =
                    Batching.predictor(inside).parallelRuns(1).build();
            inside.hook = rows -> {
                if (rows.id().equals("first")) {
                    try {
                        hold.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                } else if (rows.id().equals("bad")) {
                    throw thrown;
                }
            };
            Crowd.Call<Forecast> first = Crowd.start(() -> batches.predict(FIRST));
            Crowd.until(() -> batches.statistics().running() == 1);
            Crowd.Call<Forecast> good = Crowd.start(() -> batches.predict(Crowd.walk("good", 10, 1)));
            Crowd.Call<Forecast> bad = Crowd.start(() -> batches.predict(Crowd.walk("bad", 10, 2)));
            Crowd.until(() -> batches.statistics().waiting() == 2);
            hold.countDown();
            assertThat(bad.failure()).isSameAs(thrown);
            assertThat(good.get()).isEqualTo(inside.model.predict(Crowd.walk("good", 10, 1)));
            first.get();
        }
    }

    @Test
    void callsWithAndWithoutAFutureMayComeTogether() throws Exception {
        inside.model = new SumPredictor(1, true, 3);
        TimeSeries rows = Crowd.walk("k", 20, 1);
        inside.hook = each -> {
            if (each.length() == 7) {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        Crowd.Call<Forecast> first = Crowd.start(() -> batching.predict(rows.head(7), rows.slice(7, 9)));
        Crowd.until(() -> batching.statistics().running() == 1);
        Crowd.Call<Forecast> a = Crowd.start(() -> batching.predict(rows.head(10), rows.slice(10, 12)));
        Crowd.Call<Forecast> b = Crowd.start(() -> batching.predict(rows.head(12), rows.slice(12, 14)));
        Crowd.Call<Forecast> lacking = Crowd.start(() -> batching.predict(rows.head(12)));
        Crowd.until(() -> batching.statistics().waiting() == 3);
        gate.countDown();
        first.get();
        assertThat(a.get()).isEqualTo(inside.model.predict(rows.head(10), rows.slice(10, 12)));
        assertThat(b.get()).isEqualTo(inside.model.predict(rows.head(12), rows.slice(12, 14)));
        assertThat(lacking.failure()).hasMessageContaining("known-future");
    }

    @Test
    void aFullQueueRefusesFurtherCalls() throws Exception {
        batching = Batching.predictor(inside).parallelRuns(1).queueCapacity(2).build();
        Crowd.Call<Forecast> first = holdTheRun();
        Crowd.Call<Forecast> second = queued(Crowd.walk("b", 10, 1));
        Crowd.Call<Forecast> third = queued(Crowd.walk("c", 10, 2));
        assertThatThrownBy(() -> batching.predict(FIRST))
                .isInstanceOf(OverloadedException.class)
                .hasMessageContaining("all 2 places");
        assertThat(batching.statistics().refused()).isEqualTo(1);
        gate.countDown();
        first.get();
        second.get();
        third.get();
    }

    @Test
    void aCallThatWaitsForItsTimeLimitIsRefused() throws Exception {
        batching = Batching.predictor(inside)
                .parallelRuns(1)
                .timeout(Duration.ofMillis(50))
                .build();
        Crowd.Call<Forecast> first = holdTheRun();
        Crowd.Call<Forecast> late = Crowd.start(() -> batching.predict(Crowd.walk("b", 10, 1)));
        assertThat(late.failure()).isInstanceOf(OverloadedException.class).hasMessageContaining("PT0.05S");
        assertThat(batching.statistics().waiting()).isZero();
        gate.countDown();
        assertThat(first.get()).isEqualTo(inside.model.predict(FIRST));
        assertThat(batching.predict(FIRST)).isEqualTo(first.get());
    }

    @Test
    void anInterruptedCallLeavesTheQueue() throws Exception {
        Crowd.Call<Forecast> first = holdTheRun();
        AtomicBoolean interrupted = new AtomicBoolean();
        Crowd.Call<Forecast> second = Crowd.start(() -> {
            try {
                return batching.predict(Crowd.walk("b", 10, 1));
            } finally {
                interrupted.set(Thread.currentThread().isInterrupted());
            }
        });
        Crowd.until(() -> batching.statistics().waiting() == 1 && second.waits());
        Crowd.Call<Forecast> third = queued(Crowd.walk("c", 10, 2));
        second.thread.interrupt();
        assertThat(second.failure()).isInstanceOf(CancellationException.class);
        assertThat(interrupted).isTrue();
        gate.countDown();
        first.get();
        assertThat(third.get()).isEqualTo(inside.model.predict(Crowd.walk("c", 10, 2)));
    }

    @Test
    void ifTheRunningThreadIsInterruptedTheOthersAreRunByAnother() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        Crowd.Call<Forecast> first = holdTheRun(rows -> {
            if (rows.id().equals("b") && second.getCount() > 0) {
                second.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted");
            }
        });
        Crowd.Call<Forecast> b = queued(Crowd.walk("b", 10, 1));
        Crowd.Call<Forecast> c = queued(Crowd.walk("c", 10, 2));
        Crowd.Call<Forecast> d = queued(Crowd.walk("d", 10, 3));
        gate.countDown();
        first.get();
        second.await();
        c.thread.interrupt();
        assertThat(c.failure()).isInstanceOf(CancellationException.class);
        b.thread.interrupt();
        assertThat(b.failure()).isInstanceOf(CancellationException.class);
        assertThat(d.get()).isEqualTo(inside.model.predict(Crowd.walk("d", 10, 3)));
        assertThat(batching.statistics().waiting()).isZero();
        assertThat(batching.predict(FIRST)).isEqualTo(first.get());
    }

    @Test
    void closingRefusesCallsThatWaitAndLetsTheRunEnd() throws Exception {
        Crowd.Call<Forecast> first = holdTheRun();
        Crowd.Call<Forecast> second = queued(Crowd.walk("b", 10, 1));
        batching.close();
        assertThat(second.failure()).isInstanceOf(PredictorClosedException.class);
        assertThat(first.done()).isFalse();
        gate.countDown();
        assertThat(first.failure()).isInstanceOfAny(PredictorClosedException.class);
        assertThatThrownBy(() -> batching.predict(FIRST)).isInstanceOf(PredictorClosedException.class);
        assertThatThrownBy(() -> batching.predictAll(List.of(FIRST))).isInstanceOf(PredictorClosedException.class);
    }

    @Test
    void anErrorReachesAllCallsOfTheRun() {
        holdTheRun(rows -> {
            throw new StackOverflowError("deep");
        });
        Crowd.Call<Forecast> b = queued(Crowd.walk("b", 10, 1));
        Crowd.Call<Forecast> c = queued(Crowd.walk("c", 10, 2));
        gate.countDown();
        assertThat(b.failure()).isInstanceOf(StackOverflowError.class);
        assertThat(c.failure()).isInstanceOf(StackOverflowError.class);
        inside.hook = rows -> {};
        assertThat(batching.predict(FIRST)).isEqualTo(inside.model.predict(FIRST));
    }

    @Test
    void manyCallersGetTheirOwnForecasts() throws Exception {
        batching = Batching.predictor(inside)
                .parallelRuns(2)
                .maximumSize(5)
                .maximumWait(Duration.ofNanos(50_000))
                .build();
        List<Crowd.Call<Integer>> callers = new ArrayList<>();
        for (int t = 0; t < 32; t++) {
            int caller = t;
            callers.add(Crowd.start(() -> {
                for (int i = 0; i < 100; i++) {
                    TimeSeries rows = Crowd.walk("t" + caller + "-" + i, 5 + i % 7, caller * 1_000L + i);
                    assertThat(batching.predict(rows)).isEqualTo(inside.model.predict(rows));
                }
                return 0;
            }));
        }
        for (Crowd.Call<Integer> caller : callers) {
            caller.get();
        }
        assertThat(batching.statistics().calls()).isEqualTo(3_200);
        assertThat(batching.statistics().runs()).isLessThan(3_200);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        Batching.Builder builder = Batching.predictor(inside);
        assertThatThrownBy(() -> builder.maximumSize(0)).hasMessageContaining("at least 1, found 0");
        assertThatThrownBy(() -> builder.queueCapacity(0)).hasMessageContaining("at least 1, found 0");
        assertThatThrownBy(() -> builder.parallelRuns(-1)).hasMessageContaining("at least 1, found -1");
        assertThatThrownBy(() -> builder.maximumWait(Duration.ofMillis(-1))).hasMessageContaining("negative");
        assertThatThrownBy(() -> builder.timeout(Duration.ZERO)).hasMessageContaining("above zero");
        builder.maximumWait(Duration.ofMillis(5)).timeout(Duration.ofMillis(5));
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("above the maximum wait of PT0.005S");
    }
}
