package io.forecastj.lifecycle.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Forecast;
import io.forecastj.PredictorClosedException;
import io.forecastj.SnapshotException;
import io.forecastj.TimeSeries;
import io.forecastj.store.Retention;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sixteen threads forecast, half of them in sessions, while versions are published, promoted, rolled back, removed and
 * reloaded, and finally closed. Each answer must be that of exactly one version, and all versions closed in the end.
 */
class ReloadUnderLoadTest extends ServingTest {
    private static final int THREADS = 16;
    private static final int ROWS_OF_A_SESSION = 8;
    private static final int LEAST_RELOADS = 20;
    /** Rows and callers arrive with pauses, so that the changes get a share of few processors. */
    private static final long PAUSE_NANOS = 2_000_000;

    private final Set<Integer> removed = ConcurrentHashMap.newKeySet();
    private final LongAdder answers = new LongAdder();
    private final LongAdder moves = new LongAdder();
    private volatile boolean closing;

    @Test
    void eachAnswerIsOfOneVersionForThreeSeconds() throws Exception {
        run(3, 1);
    }

    @Test
    @Tag("slow")
    void eachAnswerIsOfOneVersionForLong() throws Exception {
        run(60 * Integer.getInteger("slow.percent", 100) / 100, 2);
    }

    private void run(int seconds, long seed) throws Exception {
        promote(NumberedPredictor.plain(1));
        ReloadingPredictor serving = following()
                .warmUp(rows(5))
                .warmUpCalls(3)
                .sessionRows(ROWS_OF_A_SESSION)
                .open();
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            CountDownLatch begun = new CountDownLatch(THREADS);
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Random random = new Random(seed * 1_000 + i);
                Callable<Void> round = i % 2 == 0
                        ? () -> stateless(serving, random)
                        : () -> oneSession(serving, random, "series " + random.nextInt(4));
                running.add(pool.submit(() -> untilClosed(round, begun)));
            }
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            int reloads = change(serving, new Random(seed), System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
            assertThat(NumberedPredictor.USED_AFTER_CLOSE).as("seed " + seed).hasValue(0);
            closing = true;
            serving.close();
            for (Future<?> one : running) {
                one.get(60, TimeUnit.SECONDS);
            }
            assertThat(NumberedPredictor.OPEN).isEmpty();
            assertThat(reloads).isGreaterThanOrEqualTo(LEAST_RELOADS);
            assertThat(moves.sum()).isPositive();
            assertThat(answers.sum()).isGreaterThan(1_000);
        } finally {
            serving.close();
            pool.shutdownNow();
        }
    }

    private Void untilClosed(Callable<Void> round, CountDownLatch begun) throws Exception {
        try {
            while (true) {
                round.call();
                begun.countDown();
            }
        } catch (PredictorClosedException e) {
            if (!closing) {
                throw new AssertionError("a call found its version closed", e);
            }
            return null;
        }
    }

    /** Publishes, promotes, rolls back, removes and reloads until a time; returns the number of reloads. */
    private int change(ReloadingPredictor serving, Random random, long end) throws Exception {
        int versions = 1;
        int reloads = 0;
        while (System.nanoTime() < end || reloads < LEAST_RELOADS) {
            int action = random.nextInt(4);
            if (action == 0) {
                publish(NumberedPredictor.plain(++versions));
                model.promote(LIVE, versions);
            } else if (action == 1) {
                List<Integer> numbers = model.versions().stream()
                        .map(version -> version.number())
                        .toList();
                model.promote(LIVE, numbers.get(random.nextInt(numbers.size())));
            } else if (action == 2 && random.nextBoolean()) {
                try {
                    model.rollback(LIVE, "because");
                } catch (IllegalArgumentException e) {
                    assertThat(e).hasMessageContaining("no other one before");
                }
            } else if (random.nextInt(10) == 0) {
                List<Integer> now = model.plan(Retention.latest(5)).removed();
                removed.addAll(now);
                model.remove(model.plan(Retention.latest(5)));
            }
            Thread other = new Thread(serving::refresh);
            other.start();
            Reload reload = serving.refresh();
            other.join();
            if (reload.failure().isPresent()) {
                assertThat(removed)
                        .as(reload.toString())
                        .contains(reload.named().orElse(0));
            }
            reloads += reload.outcome() == Reload.Outcome.RELOADED ? 1 : 0;
        }
        return reloads;
    }

    private Void stateless(ReloadingPredictor serving, Random random) {
        int length = 3 + random.nextInt(20);
        TimeSeries history = rows(length);
        VersionedForecast versioned = serving.predictVersioned(history);
        requireAnswer(versioned.forecast(), versioned.version(), length - 1, length);
        Forecast plain = serving.predict(history);
        requireAnswer(plain, NumberedPredictor.numberOf(plain.point(1)), length - 1, length);
        List<Forecast> all = serving.predictAll(List.of(history, rows(length + 1), history));
        int number = NumberedPredictor.numberOf(all.get(0).point(1));
        requireAnswer(all.get(0), number, length - 1, length);
        requireAnswer(all.get(1), number, length, length + 1);
        requireAnswer(all.get(2), number, length - 1, length);
        serving.predictEach(List.of(rows(1), history)).get(1).forecast().orElseThrow();
        LockSupport.parkNanos(PAUSE_NANOS);
        return null;
    }

    private Void oneSession(ReloadingPredictor serving, Random random, String key) {
        int length = 3 + random.nextInt(10);
        int[] taken = {length};
        try (ReloadingSession session = serving.openSession(rows(length))) {
            follow(session, taken, length, random, 30);
            byte[] snapshot = session.snapshot();
            serving.saveSession(key, session);
            try (ReloadingSession restored = serving.restore(snapshot)) {
                follow(restored, taken, length + 30, random, 10);
            } catch (SnapshotException e) {
                assertThat(e).hasMessageContaining("expected");
            }
        }
        try (ReloadingSession saved = serving.openSession(key, rows(40), TimeSeries.empty())) {
            assertThat(saved.forecast().horizon()).isEqualTo(2);
        }
        return null;
    }

    /** Appends rows with the value of their day and checks the forecast after each. */
    private void follow(ReloadingSession session, int[] taken, int from, Random random, int days) {
        session.onReopen(reopening -> {
            moves.increment();
            assertThat(reopening.source()).isIn(Reopening.Source.ROWS, Reopening.Source.SNAPSHOT);
            if (reopening.source() == Reopening.Source.ROWS) {
                taken[0] = reopening.rows();
            }
        });
        double[] out = new double[2];
        for (int i = from; i < from + days; i++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            session.append(day(i), new double[] {i});
            taken[0]++;
            if (random.nextInt(5) == 0) {
                session.reopen();
            }
            VersionedForecast versioned = session.forecastVersioned();
            requireAnswer(versioned.forecast(), versioned.version(), i, taken[0]);
            session.forecastInto(out);
            requireAnswer(out[0], session.version().number(), i, taken[0]);
            requireAnswer(out[1], session.version().number(), i, taken[0]);
        }
    }

    private void requireAnswer(Forecast forecast, int number, double last, int taken) {
        requireAnswer(forecast.point(1), number, last, taken);
        requireAnswer(forecast.point(2), number, last, taken);
        if (!forecast.info().parameters().get("number").equals(String.valueOf(number))) {
            throw new AssertionError(forecast + " is described as of another version than " + number);
        }
    }

    private void requireAnswer(double point, int number, double last, int taken) {
        answers.increment();
        double expected = NumberedPredictor.point(number, last, taken);
        if (point != expected) {
            throw new AssertionError("expected " + expected + " of version " + number + ", found " + point);
        }
    }
}
