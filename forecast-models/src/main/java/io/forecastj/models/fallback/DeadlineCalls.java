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
 * Runs one member's calls on other threads, waits for each until the deadline, and lets no more than so many run at once.
 *
 * <p>Thread-safe. A call that is late runs on, since native code cannot be stopped, and holds its permit until it returns.
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

    /** How many calls run now, late ones too. */
    int running() {
        return most - permits.availablePermits();
    }

    /**
     * Starts a call.
     *
     * @throws NoAnswer if as many calls run as may, or the executor takes none
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
        } catch (RuntimeException | Error e) { // no memory for another thread, say
            call.giveUp();
            throw e;
        }
        return call;
    }

    /** A call that was started. */
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
            } catch (Throwable e) { // whatever it is, the caller has to see it, not this thread
                permits.release();
                result.completeExceptionally(e);
                return;
            }
            // before the result, so that who sees the result finds the permit free
            permits.release();
            result.complete(value);
        }

        /** Whether the work has ended; what it did is then visible to the caller. */
        boolean ended() {
            return result.isDone();
        }

        /** Runs an action after the work has ended, now if it has. */
        void afterwards(Runnable action) {
            result.whenComplete((value, failure) -> action.run());
        }

        /** Gives the call up if it has not begun; it then never will. */
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
         * @param until the time to wait until, of {@link System#nanoTime}
         * @throws NoAnswer if it is late
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
         * Waits for the end of a call that was late before; its result is no longer of interest.
         *
         * @param until the time to wait until, of {@link System#nanoTime}
         * @throws NoAnswer if it still runs then
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
                throw new IllegalStateException(e); // it was handled
            }
        }
    }
}
