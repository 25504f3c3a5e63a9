package io.forecastj.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.PredictorClosedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HandleGuardTest {
    private final AtomicInteger freed = new AtomicInteger();
    private final HandleGuard guard = new HandleGuard("the model 'm'", freed::incrementAndGet);

    @Test
    void closingWithoutARunningCallFreesAtOnce() {
        guard.close();
        assertThat(freed).hasValue(1);
        assertThat(guard.isClosed()).isTrue();
    }

    @Test
    void closingTwiceFreesOnce() {
        guard.close();
        guard.close();
        assertThat(freed).hasValue(1);
    }

    @Test
    void theLastRunningCallFreesAfterClose() {
        guard.acquire();
        guard.acquire();
        guard.close();
        guard.close();
        assertThat(freed).hasValue(0);
        guard.release();
        assertThat(freed).hasValue(0);
        guard.release();
        assertThat(freed).hasValue(1);
        guard.close();
        assertThat(freed).hasValue(1);
    }

    @Test
    void anOpenGuardIsNeverFreedByReleases() {
        guard.acquire();
        guard.release();
        assertThat(freed).hasValue(0);
        assertThat(guard.isClosed()).isFalse();
    }

    @Test
    void aCallAfterCloseIsRefusedWithTheOwnersName() {
        guard.acquire();
        guard.close();
        assertThatThrownBy(guard::acquire)
                .isInstanceOf(PredictorClosedException.class)
                .hasMessage("the model 'm' is closed");
        guard.release();
        assertThatThrownBy(guard::acquire).isInstanceOf(PredictorClosedException.class);
        assertThat(freed).hasValue(1);
    }

    @Test
    void aReleaseWithoutACallIsRefused() {
        assertThatThrownBy(guard::release).isInstanceOf(IllegalStateException.class);
        guard.close();
        assertThatThrownBy(guard::release).isInstanceOf(IllegalStateException.class);
        assertThat(freed).hasValue(1);
    }

    @Test
    void manyThreadsNeverSeeAFreedHandleInsideACall() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 50; round++) {
                hammer(pool);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static void hammer(ExecutorService pool) throws Exception {
        AtomicInteger freed = new AtomicInteger();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger freedInside = new AtomicInteger();
        HandleGuard guard = new HandleGuard("it", () -> {
            freed.incrementAndGet();
            freedInside.addAndGet(inside.get());
        });
        CountDownLatch busy = new CountDownLatch(7);
        List<Future<Integer>> callers = new ArrayList<>();
        for (int t = 0; t < 7; t++) {
            callers.add(pool.submit(() -> callUntilClosed(guard, freed, inside, busy)));
        }
        Future<?> closer = pool.submit(() -> {
            busy.await();
            guard.close();
            guard.close();
            return null;
        });
        closer.get();
        for (Future<Integer> caller : callers) {
            assertThat(caller.get()).as("calls that met a freed handle").isZero();
        }
        assertThat(freed).hasValue(1);
        assertThat(freedInside).as("calls running when the handle was freed").hasValue(0);
    }

    private static int callUntilClosed(
            HandleGuard guard, AtomicInteger freed, AtomicInteger inside, CountDownLatch busy) {
        int bad = 0;
        boolean first = true;
        while (true) {
            try {
                guard.acquire();
            } catch (PredictorClosedException e) {
                return bad;
            }
            inside.incrementAndGet();
            bad += freed.get();
            inside.decrementAndGet();
            guard.release();
            if (first) {
                busy.countDown();
                first = false;
            }
            Thread.yield(); // or the closer waits long for a processor on a small machine
        }
    }
}
