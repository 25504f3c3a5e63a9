package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitTasksTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final List<ExecutorService> pools = new ArrayList<>();

    @AfterEach
    void shutDown() {
        pools.forEach(ExecutorService::shutdownNow);
    }

    private Executor pool(int threads) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        pools.add(pool);
        return pool;
    }

    private Executor executor(String kind) {
        return switch (kind) {
            case "one" -> pool(1);
            case "four" -> pool(4);
            case "common" -> FitListener.NONE.executor();
            case "caller" -> Runnable::run;
            case "never" -> task -> {};
            default ->
                task -> {
                    throw new RejectedExecutionException("full");
                };
        };
    }

    /** Sums over three levels of tasks in tasks. */
    private static long nested(int depth, int from, FitListener listener) {
        if (depth == 0) {
            return from;
        }
        List<FitTasks.Task<Long>> tasks = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int next = 5 * from + i;
            tasks.add(its -> nested(depth - 1, next, its));
        }
        return FitTasks.run(tasks, listener).stream().mapToLong(Long::longValue).sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "four", "common", "caller", "never", "full"})
    void tasksInTasksEndOnAnyExecutorWithTheirResultsInOrder(String kind) {
        Executor executor = executor(kind);
        Assertions.assertTimeoutPreemptively(LONG, () -> {
            List<FitTasks.Task<Integer>> squares = IntStream.range(0, 100)
                    .<FitTasks.Task<Integer>>mapToObj(i -> its -> i * i)
                    .toList();
            assertThat(FitTasks.run(squares, FitListener.NONE.on(executor)))
                    .isEqualTo(IntStream.range(0, 100).mapToObj(i -> i * i).toList());
            assertThat(nested(4, 0, FitListener.NONE.on(executor)))
                    .isEqualTo(IntStream.range(0, 625).sum());
            assertThat(FitTasks.run(List.of(), FitListener.NONE.on(executor))).isEmpty();
        });
    }

    /** A result that knows whether it was closed. */
    private static final class Resource implements AutoCloseable {
        private boolean closed;

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void theFirstFailureInOrderIsThrownAndEveryResultIsClosed() {
        List<Resource> made = List.of(new Resource(), new Resource());
        List<Integer> started = new ArrayList<>();
        List<FitTasks.Task<Resource>> tasks = List.of(
                its -> made.get(0),
                its -> {
                    started.add(1);
                    throw new IllegalStateException("second");
                },
                its -> {
                    started.add(2);
                    throw new IllegalStateException("third");
                });
        assertThatThrownBy(() -> FitTasks.run(tasks, FitListener.NONE.on(Runnable::run)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("second");
        assertThat(started).as("later ones are not started").containsExactly(1);
        assertThat(made).extracting(one -> one.closed).containsExactly(true, false);
    }

    @Test
    void aLaterTaskIsCancelledAndItsResultClosedAndAnEarlierFailureGoesFirst() {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch failed = new CountDownLatch(1);
        Resource late = new Resource();
        List<FitTasks.Task<Resource>> tasks = List.of(
                its -> {
                    await(failed);
                    throw new IllegalStateException("first");
                },
                its -> {
                    started.countDown();
                    failed.countDown();
                    while (!its.cancelled()) {
                        Thread.onSpinWait();
                    }
                    return late;
                });
        Assertions.assertTimeoutPreemptively(LONG, () -> {
            // two threads besides the caller, so that both tasks run whichever thread takes the first one
            assertThatThrownBy(() -> FitTasks.run(tasks, FitListener.NONE.on(pool(2))))
                    .hasMessage("first");
        });
        assertThat(started.getCount()).isZero();
        assertThat(late.closed).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theListenerIsCalledByOneThreadAtATimeAndSeesEveryEvent() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        int[] events = new int[1];
        FitListener listener = new FitListener() {
            @Override
            public void onProgress(FitProgress progress) {
                enter();
                events[0]++;
                inside.decrementAndGet();
            }

            @Override
            public boolean cancelled() {
                enter();
                inside.decrementAndGet();
                return false;
            }

            private void enter() {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.yield();
            }
        };
        List<FitTasks.Task<Integer>> tasks = IntStream.range(0, 8)
                .<FitTasks.Task<Integer>>mapToObj(i -> its -> {
                    for (int event = 0; event < 500; event++) {
                        assertThat(its.cancelled()).isFalse();
                        its.onProgress(new FitProgress("a", "b", event + 1, 500, Map.of()));
                    }
                    return i;
                })
                .toList();
        FitTasks.run(tasks, listener.on(pool(4)));
        assertThat(events[0]).isEqualTo(4_000);
        assertThat(most.get()).isEqualTo(1);
    }

    @Test
    void aListenerThatCancelsReachesEveryLevel() {
        FitListener never = new FitListener() {
            @Override
            public void onProgress(FitProgress progress) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        FitTasks.Task<Integer> inner = its -> {
            if (its.cancelled()) {
                throw new CancellationException("inner");
            }
            return 1;
        };
        assertThatThrownBy(() -> FitTasks.run(
                        List.of(its -> FitTasks.run(List.of(inner, inner), its).size()), never))
                .isInstanceOf(CancellationException.class)
                .hasMessage("inner");
    }

    @Test
    void theProcessorsAreDividedAmongTheTasksAndAGivenExecutorHasNone() {
        int processors = Runtime.getRuntime().availableProcessors();
        FitTasks.Task<Integer> threads = its -> FitTasks.threads();
        assertThat(FitTasks.threads()).isEqualTo(processors);
        assertThat(FitTasks.run(List.of(threads), FitListener.NONE)).containsExactly(processors);
        assertThat(FitTasks.run(List.of(threads, threads), FitListener.NONE)).containsOnly(Math.max(1, processors / 2));
        assertThat(FitTasks.run(
                        List.of(
                                its -> FitTasks.run(List.of(threads, threads), its)
                                        .get(0),
                                threads),
                        FitListener.NONE))
                .containsExactly(Math.max(1, processors / 2 / 2), Math.max(1, processors / 2));
        assertThat(FitTasks.run(List.of(threads), FitListener.NONE.on(pool(3)))).containsExactly(1);
        assertThat(FitTasks.threads()).as("after the tasks").isEqualTo(processors);
    }
}
