package io.forecastj.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The queue of those who train. */
@Timeout(30)
class TrainingTurnTest {
    @AfterEach
    void nobodyIsLeftInTheQueue() {
        assertThat(TrainingTurn.queued()).isZero();
    }

    private static Thread start(FutureTask<?> task) {
        Thread thread = new Thread(task);
        thread.start();
        return thread;
    }

    private static void awaitQueued(int count) {
        while (TrainingTurn.queued() < count) {
            Thread.onSpinWait();
        }
    }

    @Test
    void turnsAreTakenInTheOrderOfAsking() throws Exception {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<FutureTask<?>> tasks = new ArrayList<>();
        TrainingTurn first = TrainingTurn.await(() -> false);
        for (int i = 0; i < 4; i++) {
            int number = i;
            FutureTask<?> task = new FutureTask<>(() -> {
                try (TrainingTurn turn = TrainingTurn.await(() -> false)) {
                    assertThat(turn).isNotNull();
                    order.add(number);
                    return null;
                }
            });
            tasks.add(task);
            start(task);
            awaitQueued(i + 2);
        }

        assertThat(order).isEmpty();
        first.close();
        for (FutureTask<?> task : tasks) {
            task.get(10, TimeUnit.SECONDS);
        }
        assertThat(order).containsExactly(0, 1, 2, 3);
    }

    @Test
    void cancellingEndsTheWaitAndNotTheTurnOfTheOther() throws Exception {
        AtomicBoolean cancelled = new AtomicBoolean();
        try (TrainingTurn first = TrainingTurn.await(() -> false)) {
            FutureTask<TrainingTurn> second = new FutureTask<>(() -> TrainingTurn.await(cancelled::get));
            start(second);
            awaitQueued(2);
            assertThat(second.isDone()).isFalse();

            cancelled.set(true);

            assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(CancellationException.class)
                    .hasMessageContaining("cancelled while it waited");
            assertThat(TrainingTurn.queued()).isEqualTo(1);
            assertThat(first).isNotNull();
        }
    }

    @Test
    void oneWhoIsCancelledBeforeAskingGetsNoTurn() {
        assertThatThrownBy(() -> TrainingTurn.await(() -> true)).isInstanceOf(CancellationException.class);
    }

    @Test
    void anInterruptEndsTheWaitAndStaysSet() throws Exception {
        AtomicBoolean stayed = new AtomicBoolean();
        try (TrainingTurn first = TrainingTurn.await(() -> false)) {
            FutureTask<?> second = new FutureTask<>(() -> {
                try {
                    TrainingTurn.await(() -> false);
                } finally {
                    stayed.set(Thread.currentThread().isInterrupted());
                }
                return null;
            });
            Thread thread = start(second);
            awaitQueued(2);

            thread.interrupt();

            assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(CancellationException.class)
                    .hasMessageContaining("interrupted");
            assertThat(stayed).isTrue();
            assertThat(first).isNotNull();
        }
    }

    @Test
    void aThreadThatWouldWaitForItselfIsRefused() {
        try (TrainingTurn first = TrainingTurn.await(() -> false)) {
            assertThatThrownBy(() -> TrainingTurn.await(() -> false))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("this thread trains already");
            assertThat(TrainingTurn.queued()).isEqualTo(1);
            assertThat(first).isNotNull();
        }
    }

    @Test
    void anotherThreadMayEndATurn() throws Exception {
        TrainingTurn first = TrainingTurn.await(() -> false);
        CountDownLatch closed = new CountDownLatch(1);
        start(new FutureTask<>(() -> {
            first.close();
            first.close();
            closed.countDown();
            return null;
        }));
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();

        TrainingTurn.await(() -> false).close();
    }
}
