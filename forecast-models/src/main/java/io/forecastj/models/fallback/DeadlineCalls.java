package io.forecastj.models.fallback;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Runs the calls of one member on other threads, waits for each until its deadline and limits their number.
 *
 * <p>Thread-safe. A late call continues, since native code cannot be stopped, and holds its permit until it returns.
 */
final class DeadlineCalls {
    private final Executor executor;
    private final long deadlineNanos;
    private final int most;
    private final Semaphore permits;

    DeadlineCalls(Executor executor, Duration deadline, int most) {
        this.executor = executor;
        this.deadlineNanos = deadline.toNanos();
        this.most = most;
        this.permits = new Semaphore(most);
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    /** Returns the number of calls that run now, late ones included. */
    int running() {
        return most - permits.availablePermits();
    }

    /**
     * Starts a call.
     *
     * @throws NoAnswer if the maximum number of calls is running, or the executor rejects the call
     */
    <T> Call<T> start(Supplier<T> work) {
        if (!permits.tryAcquire()) {
            throw NoAnswer.other("all " + most + " calls that may run at once are still running");
        }
        Call<T> call = new Call<>(work);
        try {
            executor.execute(call);
        } catch (RejectedExecutionException e) {
            call.giveUp();
            throw NoAnswer.other("its executor takes no more calls: " + e.getMessage());
        } catch (RuntimeException | Error e) { // for example no memory for another thread
            call.giveUp();
            throw e;
        }
        return call;
    }

    /** A started call. */
    final class Call<T> implements Runnable {
        private final Supplier<T> work;
        private final AtomicBoolean claimed = new AtomicBoolean();
        private final CompletableFuture<T> result = new CompletableFuture<>();

        private Call(Supplier<T> work) {
            this.work = work;
        }

        @Override
        public void run() {
            if (!claimed.compareAndSet(false, true)) {
                return; // given up before it began
            }
            T value;
            try {
                value = work.get();
            } catch (Throwable e) { // of any type: the caller must see it, not this thread
                permits.release();
                result.completeExceptionally(e);
                return;
            }
            // released before the result is set, so that whoever sees the result finds the permit free
            permits.release();
            result.complete(value);
        }

        /** Returns true if the work has ended; its effects are then visible to the caller. */
        boolean ended() {
            return result.isDone();
        }

        /** Runs an action after the work has ended, at once if it already has. */
        void afterwards(Runnable action) {
            result.whenComplete((value, failure) -> action.run());
        }

        /** Cancels the call if it has not begun; returns true if it has been cancelled. */
        boolean giveUp() {
            boolean notBegun = claimed.compareAndSet(false, true);
            if (notBegun) {
                permits.release();
            }
            return notBegun;
        }

        /**
         * Waits for the result.
         *
         * @param until the time to wait until, on the clock {@link System#nanoTime}
         * @throws NoAnswer if the result is late, or the caller's thread is interrupted
         */
        T await(long until) {
            try {
                return result.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                throw NoAnswer.failure("it did not answer within " + deadlineNanos / 1e6 + " ms");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw NoAnswer.other("the caller was interrupted while it waited");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) e.getCause(); // a supplier throws nothing else
            }
        }

        /**
         * Waits for the end of an earlier call that was late; its result is no longer needed.
         *
         * @param until the time to wait until, on the clock {@link System#nanoTime}
         * @throws NoAnswer if the call still runs then, or the caller's thread is interrupted
         */
        void awaitEnd(long until) {
            try {
                result.handle((value, failure) -> true)
                        .get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                throw NoAnswer.failure(
                        "an earlier call still runs and did not end within " + deadlineNanos / 1e6 + " ms");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw NoAnswer.other("the caller was interrupted while it waited");
            } catch (ExecutionException e) {
                throw new IllegalStateException(e); // cannot happen: handle() has dealt with it
            }
        }
    }
}
