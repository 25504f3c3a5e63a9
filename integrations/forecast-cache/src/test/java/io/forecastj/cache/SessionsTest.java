package io.forecastj.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Predictor;
import io.forecastj.PredictorClosedException;
import io.forecastj.SnapshotException;
import io.forecastj.TimeSeries;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.linear.Linear;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final int START = 40;

    private final Predictor predictor = Conformal.adaptive(
                    Linear.forecaster().column("y").lookback(5).horizon(2).build(), 0.8)
            .fit(Crowd.walk("t", 80, 9));
    private final HeapSnapshots store = new HeapSnapshots();
    private final AtomicLong clock = new AtomicLong();

    private Sessions.Builder builder() {
        return Sessions.of(predictor)
                .history(key -> rows(key).head(START))
                .store(store)
                .nanoClock(clock::get);
    }

    private static TimeSeries rows(String key) {
        return Crowd.walk(key, 100, key.hashCode());
    }

    private static double[] row(TimeSeries rows, int i) {
        return new double[] {rows.value(i, 0), rows.value(i, 1)};
    }

    private static Forecast next(Sessions sessions, String key, int i) {
        TimeSeries rows = rows(key);
        return sessions.appendAndForecast(key, rows.timestamp(i), row(rows, i));
    }

    private Forecast expected(String key, int i) {
        return predictor.predict(rows(key).head(i + 1));
    }

    @Test
    void aSessionIsOpenedOnItsHistoryAndTakesRows() {
        try (Sessions sessions = builder().build()) {
            assertThat(sessions.forecast("a")).isEqualTo(expected("a", START - 1));
            assertThat(next(sessions, "a", START)).isEqualTo(expected("a", START));
            sessions.append("a", rows("a").timestamp(START + 1), row(rows("a"), START + 1));
            assertThat(sessions.forecast("a")).isEqualTo(expected("a", START + 1));
            assertThat(sessions.statistics().opened()).isEqualTo(1);
            assertThat(sessions.<Integer>call("a", session -> session.columns().size()))
                    .isEqualTo(2);
        }
        assertThat(store.bytes).containsOnlyKeys("a");
    }

    @Test
    void evictedSessionsContinueEqualInEveryBit() {
        try (Sessions sessions = builder().maximumLive(2).build()) {
            for (int i = START; i < 60; i++) {
                for (int k = 0; k < 10; k++) {
                    assertThat(next(sessions, "k" + k, i)).isEqualTo(expected("k" + k, i));
                }
                assertThat(sessions.statistics().live()).isLessThanOrEqualTo(3);
            }
            assertThat(sessions.statistics().opened()).isEqualTo(10);
            assertThat(sessions.statistics().restored()).isGreaterThan(100);
            assertThat(sessions.statistics().reopened()).isZero();
        }
    }

    @Test
    void aRestartContinuesFromTheSnapshots() {
        for (int i = START; i < 60; i++) {
            try (Sessions sessions = builder()
                    .history(key -> {
                        assertThat(store.bytes).doesNotContainKey(key);
                        return rows(key).head(START);
                    })
                    .build()) {
                assertThat(next(sessions, "a", i)).isEqualTo(expected("a", i));
                assertThat(next(sessions, "b", i)).isEqualTo(expected("b", i));
            }
        }
    }

    @Test
    void idleSessionsLeaveMemory() {
        try (Sessions sessions = builder().idle(Duration.ofMinutes(5)).build()) {
            next(sessions, "a", START);
            clock.addAndGet(Duration.ofMinutes(3).toNanos());
            next(sessions, "b", START);
            clock.addAndGet(Duration.ofMinutes(3).toNanos());
            sessions.cleanUp();
            assertThat(store.bytes).containsOnlyKeys("a");
            assertThat(sessions.statistics().live()).isEqualTo(1);
            assertThat(next(sessions, "a", START + 1)).isEqualTo(expected("a", START + 1));
        }
    }

    @Test
    void anIdleSessionThatIsUsedBeforeItWasTakenOutStaysLive() {
        try (Sessions sessions = builder().idle(Duration.ofMinutes(5)).build()) {
            next(sessions, "a", START);
            clock.addAndGet(Duration.ofMinutes(6).toNanos());
            assertThat(next(sessions, "a", START + 1)).isEqualTo(expected("a", START + 1));
            assertThat(sessions.statistics().opened()).isEqualTo(1);
            clock.addAndGet(Duration.ofMinutes(6).toNanos());
        }
        assertThat(store.bytes).as("saved by closing although it was idle").containsOnlyKeys("a");
    }

    @Test
    void aSessionThatIsEvictedInItsUseIsSavedAfterIt() throws Exception {
        try (Sessions sessions = builder().maximumLive(1).build()) {
            CountDownLatch inUse = new CountDownLatch(1);
            CountDownLatch gate = new CountDownLatch(1);
            TimeSeries rows = rows("a");
            Crowd.Call<Integer> slow = Crowd.start(() -> sessions.call("a", session -> {
                session.append(rows.timestamp(START), row(rows, START));
                inUse.countDown();
                await(gate);
                session.append(rows.timestamp(START + 1), row(rows, START + 1));
                return 0;
            }));
            inUse.await();
            for (int k = 0; k < 20; k++) {
                next(sessions, "k" + k, START);
            }
            assertThat(store.bytes).doesNotContainKey("a");
            Crowd.Call<Forecast> waiting = Crowd.start(() -> next(sessions, "a", START + 2));
            Crowd.until(waiting::waits);
            gate.countDown();
            slow.get();
            assertThat(waiting.get()).isEqualTo(expected("a", START + 2));
            assertThat(sessions.statistics().opened()).isEqualTo(21);
        }
        try (Sessions sessions = builder().build()) {
            assertThat(next(sessions, "a", START + 3)).isEqualTo(expected("a", START + 3));
        }
    }

    @Test
    void aKeyHasOneUserAtATime() throws Exception {
        try (Sessions sessions = builder().maximumLive(2).build()) {
            AtomicInteger users = new AtomicInteger();
            AtomicInteger calls = new AtomicInteger();
            List<Crowd.Call<Integer>> threads = Crowd.start(8, () -> {
                for (int i = 0; i < 500; i++) {
                    sessions.call("k" + i % 5, session -> {
                        calls.incrementAndGet();
                        return session.columns().size();
                    });
                    sessions.call("a", session -> {
                        assertThat(users.incrementAndGet()).isEqualTo(1);
                        session.forecast();
                        return users.decrementAndGet();
                    });
                }
                return 0;
            });
            for (Crowd.Call<Integer> thread : threads) {
                thread.get();
            }
            assertThat(calls).hasValue(4_000);
        }
    }

    @Test
    void aCallThatWaitsForASessionMayBeInterrupted() throws Exception {
        try (Sessions sessions = builder().build()) {
            CountDownLatch inUse = new CountDownLatch(1);
            CountDownLatch gate = new CountDownLatch(1);
            Crowd.Call<Integer> slow = Crowd.start(() -> sessions.call("a", session -> {
                inUse.countDown();
                await(gate);
                return 0;
            }));
            inUse.await();
            Crowd.Call<Forecast> waiting = Crowd.start(() -> sessions.forecast("a"));
            Crowd.until(waiting::waits);
            assertThat(sessions.forecast("b")).isEqualTo(expected("b", START - 1));
            waiting.thread.interrupt();
            assertThat(waiting.failure()).isInstanceOf(CancellationException.class);
            gate.countDown();
            slow.get();
            assertThat(sessions.forecast("a")).isEqualTo(expected("a", START - 1));
        }
    }

    @Test
    void aCallWithinACallOfTheSameKeyIsAllowedEvenAfterAnEviction() {
        try (Sessions sessions = builder().maximumLive(1).build()) {
            sessions.call("a", session -> {
                assertThat(sessions.forecast("a")).isEqualTo(expected("a", START - 1));
                for (int k = 0; k < 5; k++) {
                    sessions.forecast("k" + k);
                    sessions.forecast("a");
                }
                session.append(rows("a").timestamp(START), row(rows("a"), START));
                return 0;
            });
            assertThat(next(sessions, "a", START + 1)).isEqualTo(expected("a", START + 1));
        }
    }

    @Test
    void aRefusedRowChangesNothing() {
        try (Sessions sessions = builder().build()) {
            next(sessions, "a", START);
            assertThatThrownBy(() -> next(sessions, "a", START)).isInstanceOf(InvalidSeriesException.class);
            assertThat(next(sessions, "a", START + 1)).isEqualTo(expected("a", START + 1));
        }
    }

    @Test
    void aStoreThatFailsLosesNothingAndBoundsTheMemory() {
        Sessions sessions = builder().maximumLive(3).build();
        store.failing = true;
        AtomicInteger opened = new AtomicInteger();
        assertThatThrownBy(() -> {
                    for (int k = 0; k < 100; k++) {
                        next(sessions, "k" + k, START);
                        opened.incrementAndGet();
                    }
                })
                .isInstanceOf(ForecastException.class)
                .hasMessageContaining("could not be saved");
        assertThat(opened.get()).isBetween(6, 9);
        for (int k = 0; k < opened.get(); k++) {
            assertThat(next(sessions, "k" + k, START + 1)).isEqualTo(expected("k" + k, START + 1));
        }
        assertThatThrownBy(sessions::flush).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(sessions::close).isInstanceOf(UncheckedIOException.class);
        assertThat(store.bytes).isEmpty();
        assertThatThrownBy(() -> sessions.remove("k0")).isInstanceOf(PredictorClosedException.class);
        store.failing = false;
        sessions.close();
        assertThat(store.bytes).hasSize(opened.get());
        try (Sessions again = builder().build()) {
            for (int k = 0; k < opened.get(); k++) {
                assertThat(next(again, "k" + k, START + 2)).isEqualTo(expected("k" + k, START + 2));
            }
        }
    }

    @Test
    void aFailedSaveIsTriedAgainAfterASecond() {
        try (Sessions sessions = builder().maximumLive(1).build()) {
            store.failing = true;
            next(sessions, "a", START);
            next(sessions, "b", START);
            store.failing = false;
            sessions.forecast("b");
            assertThat(store.bytes).isEmpty();
            clock.addAndGet(1_000_000_000);
            sessions.forecast("b");
            sessions.cleanUp();
            assertThat(store.bytes).hasSize(1);
            assertThat(sessions.statistics().failedSaves()).isPositive();
        }
    }

    @Test
    void damageIsReportedAndNotTakenForANewSession() {
        try (Sessions sessions = builder().build()) {
            next(sessions, "a", START);
        }
        byte[] saved = store.bytes.get("a");
        for (int at = 0; at < saved.length; at += 7) {
            byte[] damaged = saved.clone();
            damaged[at] ^= 4;
            store.bytes.put("a", damaged);
            try (Sessions sessions = builder().build()) {
                assertThatThrownBy(() -> sessions.forecast("a"))
                        .isInstanceOf(SnapshotException.class)
                        .hasMessageContaining("'a'");
            }
            assertThat(store.bytes.get("a")).isEqualTo(damaged);
        }
        store.bytes.put("a", new byte[3]);
        store.bytes.put("b", saved);
        try (Sessions sessions = builder().build()) {
            assertThatThrownBy(() -> sessions.forecast("a")).isInstanceOf(SnapshotException.class);
            assertThatThrownBy(() -> sessions.forecast("b")).hasMessageContaining("found that of 'a'");
            sessions.remove("a");
            assertThat(sessions.forecast("a")).isEqualTo(expected("a", START - 1));
        }
    }

    @Test
    void aRemovedSessionBeginsAnew() {
        try (Sessions sessions = builder().build()) {
            next(sessions, "a", START);
            sessions.flush();
            sessions.remove("a");
            assertThat(store.bytes).isEmpty();
            assertThat(next(sessions, "a", START)).isEqualTo(expected("a", START));
            store.failing = true;
            assertThatThrownBy(() -> sessions.remove("a")).isInstanceOf(UncheckedIOException.class);
            store.failing = false;
            assertThat(next(sessions, "a", START + 1)).isEqualTo(expected("a", START + 1));
        }
    }

    @Test
    void onlyChangedSessionsAreSaved() {
        AtomicInteger saves = new AtomicInteger();
        store.onSave = key -> saves.incrementAndGet();
        try (Sessions sessions = builder().build()) {
            next(sessions, "a", START);
            sessions.flush();
            sessions.flush();
            sessions.forecast("a");
        }
        assertThat(saves).hasValue(1);
        try (Sessions sessions = builder().build()) {
            sessions.forecast("a");
        }
        assertThat(saves).hasValue(1);
    }

    @Test
    void aSessionOfAnotherModelIsOpenedOnItsRows() {
        try (Sessions sessions = builder().keepRows(START).build()) {
            next(sessions, "a", START);
        }
        try (SumPredictor other = SumPredictor.plain(7);
                Sessions sessions = Sessions.of(other)
                        .history(key -> {
                            throw new AssertionError("the rows are enough");
                        })
                        .store(store)
                        .build()) {
            TimeSeries kept = rows("a").head(START + 1).tail(predictor.info().requiredHistory() + 1);
            assertThat(sessions.forecast("a")).isEqualTo(other.predict(kept));
            assertThat(sessions.statistics().reopened()).isEqualTo(1);
        }
    }

    @Test
    void tooFewRowsForAnotherModelNeedAHistoryWithAll() {
        try (Sessions sessions = builder().build()) {
            next(sessions, "a", START);
        }
        try (SumPredictor other = new SumPredictor(7, false, 30)) {
            Sessions.Builder ofOther = Sessions.of(other).store(store);
            try (Sessions sessions =
                    ofOther.history(key -> rows(key).head(START)).build()) {
                assertThatThrownBy(() -> sessions.forecast("a"))
                        .isInstanceOf(InsufficientHistoryException.class)
                        .hasMessageContaining("keepRows(30)");
            }
            try (Sessions sessions =
                    ofOther.history(key -> rows(key).head(START + 1)).build()) {
                assertThat(sessions.forecast("a"))
                        .isEqualTo(other.predict(rows("a").head(START + 1)));
            }
        }
    }

    @Test
    void anUnknownKeyFailsAsItsHistoryDoesAndIsTriedAgain() {
        AtomicInteger asked = new AtomicInteger();
        try (Sessions sessions = builder()
                .history(key -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new IllegalArgumentException("no symbol " + key);
                    }
                    return rows(key).head(START);
                })
                .build()) {
            assertThatThrownBy(() -> sessions.forecast("a")).hasMessage("no symbol a");
            assertThat(sessions.forecast("a")).isEqualTo(expected("a", START - 1));
        }
    }

    @Test
    void callsAfterClosingThrow() {
        Sessions sessions = builder().build();
        sessions.forecast("a");
        sessions.close();
        sessions.close();
        assertThatThrownBy(() -> sessions.forecast("a")).isInstanceOf(PredictorClosedException.class);
        assertThatThrownBy(() -> sessions.forecast("b")).isInstanceOf(PredictorClosedException.class);
        assertThat(sessions.statistics().live()).isZero();
    }

    @Test
    void closingWhileThreadsAppendSavesEveryRowThatWasTaken() throws Exception {
        for (int round = 0; round < 20; round++) {
            store.bytes.clear();
            Sessions sessions = builder().maximumLive(2).build();
            int[] taken = new int[6];
            AtomicInteger all = new AtomicInteger();
            int enough = 10 + 15 * round;
            List<Crowd.Call<Integer>> writers = new ArrayList<>();
            for (int k = 0; k < taken.length; k++) {
                int own = k;
                writers.add(Crowd.start(() -> {
                    try {
                        for (int i = START; i < 100; i++) {
                            next(sessions, "k" + own, i);
                            taken[own]++;
                            all.incrementAndGet();
                        }
                    } catch (PredictorClosedException closed) {
                        return 1;
                    }
                    return 0;
                }));
            }
            Crowd.until(() -> all.get() >= enough);
            sessions.close();
            for (Crowd.Call<Integer> writer : writers) {
                writer.get();
            }
            for (int k = 0; k < taken.length; k++) {
                int rows = taken[k];
                if (rows > 0) {
                    try (Sessions again = builder().build()) {
                        assertThat(again.forecast("k" + k))
                                .as("round " + round + ", " + rows + " rows of k" + k)
                                .isEqualTo(expected("k" + k, START + rows - 1));
                    }
                }
            }
        }
    }

    @Test
    void savesMayRunOnAnExecutor() {
        List<Runnable> tasks = new ArrayList<>();
        try (Sessions sessions = builder().maximumLive(1).executor(tasks::add).build()) {
            next(sessions, "a", START);
            next(sessions, "b", START);
            assertThat(store.bytes).isEmpty();
            assertThat(sessions.statistics().leaving()).isEqualTo(1);
            tasks.forEach(Runnable::run);
            assertThat(store.bytes).hasSize(1);
            assertThat(next(sessions, "a", START + 1)).isEqualTo(expected("a", START + 1));
        }
    }

    @Test
    void missingSettingsAreNamed() {
        assertThatThrownBy(() -> Sessions.of(predictor).store(store).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("history(...)");
        assertThatThrownBy(() -> builder().maximumLive(0)).hasMessageContaining("found 0");
        assertThatThrownBy(() -> builder().idle(Duration.ZERO)).hasMessageContaining("above zero");
        assertThatThrownBy(() -> builder().keepRows(0)).hasMessageContaining("found 0");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
