package io.forecastj;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs the independent parts of a fit in parallel, such as the folds and members of an ensemble. For those who write
 * forecasters that consist of several fits.
 *
 * <p>The parts run on the calling thread and on threads of the {@linkplain FitListener#executor() listener's executor}.
 * The calling thread takes a part whenever it is free and never waits for one that has not started. So parts may have
 * parts themselves, on the same executor, and a full, slow or shut down executor only makes the fit slower. The results
 * do not depend on the executor, if those of the parts do not depend on each other.
 *
 * <p>All methods are static and thread-safe.
 */
public final class FitTasks {
    /** Threads that a part may use for itself, set while a thread runs one. */
    private static final ThreadLocal<Integer> THREADS = new ThreadLocal<>();

    /** Limit of the work that one call gives to an executor; each helper takes tasks until none is left. */
    private static final int MOST_HELPERS = 1_000;

    private FitTasks() {}

    /**
     * A part of a fit.
     *
     * @param <T> its result
     */
    @FunctionalInterface
    public interface Task<T> {
        /**
         * Does this part.
         *
         * @param listener receives progress of this part; cancels if the fit is cancelled or an earlier part has failed
         * @return the result
         */
        T run(FitListener listener);
    }

    /**
     * Runs tasks and waits until all are done. If one throws, those after it are cancelled or not started, results that
     * are {@link AutoCloseable} are closed, and the exception of the first task in the list that threw is thrown. An
     * interrupt does not end the wait.
     *
     * @param tasks the tasks
     * @param listener receives the progress of all tasks, one call at a time but from several threads, and may cancel
     * @param <T> the type of the results
     * @return the results in the order of the tasks
     */
    public static <T> List<T> run(List<? extends Task<? extends T>> tasks, FitListener listener) {
        double[] equal = new double[tasks.size()];
        Arrays.fill(equal, 1);
        return run(tasks, equal, listener);
    }

    /**
     * Runs tasks as {@link #run(List, FitListener)}, and counts them by their work in {@link FitProgress#completed}.
     *
     * @param tasks the tasks
     * @param work the work of each task, above 0, in any unit, such as the number of rows
     * @param listener receives the progress of all tasks, one call at a time but from several threads, and may cancel
     * @param <T> the type of the results
     * @return the results in the order of the tasks
     * @throws IllegalArgumentException if there is not a number above 0 for each task
     */
    public static <T> List<T> run(List<? extends Task<? extends T>> tasks, double[] work, FitListener listener) {
        return new Batch<T>(tasks, new WorkDone(work, tasks.size()), listener).run();
    }

    /**
     * Returns a listener for one of several phases of a fit that follow each other, so that {@link
     * FitProgress#completed} does not begin anew with each phase.
     *
     * @param listener the listener of the whole fit
     * @param from the part of the whole that is completed when the phase begins, from 0
     * @param to the part that is completed when it ends, up to 1
     * @return the listener of the phase
     * @throws IllegalArgumentException unless {@code 0 <= from <= to <= 1}
     */
    public static FitListener phase(FitListener listener, double from, double to) {
        return new PartListener(listener, from, to);
    }

    /**
     * Returns the number of threads that a fit on this thread may start for itself, as native libraries do.
     *
     * @return the number of processors, divided by the number of tasks if this thread runs one of several; 1 if they
     *     run on an executor that was given; at least 1
     */
    public static int threads() {
        Integer threads = THREADS.get();
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /** The tasks of one call. */
    private static final class Batch<T> {
        private final List<? extends Task<? extends T>> tasks;
        private final WorkDone done;
        private final FitListener listener;
        private final boolean given;
        private final int threads;
        private final List<@Nullable T> results;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch left;
        private final Object progress = new Object();
        private final Object failing = new Object();
        private volatile int failed = Integer.MAX_VALUE;
        private @Nullable Throwable failure;

        Batch(List<? extends Task<? extends T>> tasks, WorkDone done, FitListener listener) {
            this.tasks = List.copyOf(tasks);
            this.done = done;
            this.listener = listener;
            this.given = listener.executor() != ForkJoinPool.commonPool();
            this.threads = given ? 1 : Math.max(1, FitTasks.threads() / Math.max(1, tasks.size()));
            this.results = new ArrayList<>();
            tasks.forEach(task -> results.add(null));
            this.left = new CountDownLatch(tasks.size());
        }

        List<T> run() {
            // a busy executor may start a helper long after the end: it then finds nothing, and keeps nothing in memory
            AtomicReference<@Nullable Batch<T>> open = new AtomicReference<>(this);
            int helpers = Math.min(
                    tasks.size() - 1,
                    given ? MOST_HELPERS : Runtime.getRuntime().availableProcessors() - 1);
            try {
                for (int i = 0; i < helpers; i++) {
                    listener.executor().execute(() -> help(open));
                }
            } catch (RejectedExecutionException e) {
                // fewer threads help; this one does the rest
            }
            work();
            await();
            open.set(null);
            Throwable thrown = failure;
            if (thrown == null) {
                return List.copyOf(results);
            }
            for (T result : results) {
                close(result, thrown);
            }
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        }

        private static <T> void help(AtomicReference<@Nullable Batch<T>> open) {
            Batch<T> batch = open.get();
            if (batch != null) {
                batch.work();
            }
        }

        /** Runs tasks until none is left to start. */
        private void work() {
            int task = next.getAndIncrement();
            while (task < tasks.size()) {
                try {
                    run(task);
                } finally {
                    left.countDown();
                }
                task = next.getAndIncrement();
            }
        }

        private void run(int task) {
            if (task > failed) {
                return;
            }
            Integer before = THREADS.get();
            THREADS.set(threads);
            try {
                TaskListener its = new TaskListener(task);
                T result = tasks.get(task).run(its);
                synchronized (failing) {
                    results.set(task, result);
                }
                its.end();
            } catch (RuntimeException | Error e) {
                synchronized (failing) {
                    if (task < failed) {
                        failed = task;
                        failure = e;
                    }
                }
            } finally {
                if (before == null) {
                    THREADS.remove();
                } else {
                    THREADS.set(before);
                }
            }
        }

        private void await() {
            boolean interrupted = false;
            while (true) {
                try {
                    left.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private static void close(@Nullable Object result, Throwable thrown) {
            if (result instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception e) {
                    thrown.addSuppressed(e);
                }
            }
        }

        /** The listener of one task: one call at a time, and cancelled with the tasks after one that failed. */
        private final class TaskListener implements FitListener {
            private final int task;
            private @Nullable FitProgress last;

            TaskListener(int task) {
                this.task = task;
            }

            @Override
            public void onProgress(FitProgress event) {
                synchronized (progress) {
                    last = event;
                    done.advance(task, event.completed());
                    listener.onProgress(event.of(done.part()));
                }
            }

            /** Counts the whole task; if it ended early, as by early stopping, its last report is given once more. */
            void end() {
                synchronized (progress) {
                    boolean early = done.advance(task, 1);
                    FitProgress event = last;
                    if (early && event != null) {
                        listener.onProgress(event.of(done.part()));
                    }
                }
            }

            @Override
            public boolean cancelled() {
                if (task > failed) {
                    return true;
                }
                synchronized (progress) {
                    return listener.cancelled();
                }
            }

            @Override
            public Executor executor() {
                return listener.executor();
            }
        }
    }
}
