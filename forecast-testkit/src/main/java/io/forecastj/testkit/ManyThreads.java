package io.forecastj.testkit;

import io.forecastj.PredictorClosedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs one call on eight threads at the same time, for contracts that promise thread-safety.
 *
 * <p>Stateless and thread-safe.
 */
public final class ManyThreads {
    /** Number of threads that run a call at the same time. */
    public static final int COUNT = 8;

    private ManyThreads() {}

    /**
     * Runs a call once on each thread; no thread begins before all are ready.
     *
     * @param <T> the type of the answers
     * @param call the call, made by all threads at once
     * @return the answers, {@value #COUNT} of them
     * @throws ExecutionException if the call throws on a thread
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static <T> List<T> answers(Callable<T> call) throws ExecutionException, InterruptedException {
        CountDownLatch ready = new CountDownLatch(COUNT);
        return onEach(
                () -> {
                    ready.countDown();
                    ready.await();
                    return call.call();
                },
                () -> {});
    }

    /**
     * Repeats a check on each thread, and meanwhile closes the object that it uses. A thread ends when the check throws
     * {@link PredictorClosedException}, or when it has passed once more after closing has returned.
     *
     * @param check the check; it throws {@link PredictorClosedException} if it finds the object under test closed
     * @param close closes the object under test; run once, after each thread has passed the check
     * @throws ExecutionException if the check throws anything else, or throws before closing
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static void whileClosing(Runnable check, Runnable close) throws ExecutionException, InterruptedException {
        CountDownLatch running = new CountDownLatch(COUNT);
        AtomicBoolean closed = new AtomicBoolean();
        onEach(
                () -> {
                    try {
                        check.run();
                    } finally {
                        running.countDown();
                    }
                    repeat(check, closed);
                    return true;
                },
                () -> {
                    running.await();
                    close.run();
                    closed.set(true);
                });
    }

    private static void repeat(Runnable check, AtomicBoolean closed) {
        boolean last;
        do {
            last = closed.get();
            try {
                check.run();
            } catch (PredictorClosedException end) {
                last = true;
            }
        } while (!last);
    }

    /** Work of the calling thread while the others run. */
    private interface Meanwhile {
        void run() throws InterruptedException;
    }

    private static <T> List<T> onEach(Callable<T> call, Meanwhile meanwhile)
            throws ExecutionException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(COUNT);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < COUNT; i++) {
                running.add(pool.submit(call));
            }
            meanwhile.run();
            List<T> answers = new ArrayList<>();
            for (Future<T> one : running) {
                answers.add(one.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }
}
