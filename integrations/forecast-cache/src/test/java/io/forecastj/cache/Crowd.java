package io.forecastj.cache;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Threads that call at once, and series for them. */
final class Crowd {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Crowd() {}

    /** A random walk of daily rows. */
    static TimeSeries walk(String id, int rows, long seed) {
        Random random = new Random(seed);
        TimeSeries.Builder series = TimeSeries.builder("y", "x").id(id).sampling(Sampling.daily());
        double value = 100;
        for (int i = 0; i < rows; i++) {
            series.add(Instant.EPOCH.plusSeconds(86_400L * i), value, random.nextDouble());
            value += random.nextGaussian();
        }
        return series.build();
    }

    /** Runs a call on a new thread. */
    static <T> Call<T> start(Callable<T> work) {
        return new Call<>(work);
    }

    static <T> List<Call<T>> start(int threads, Callable<T> work) {
        List<Call<T>> calls = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            calls.add(start(work));
        }
        return calls;
    }

    /** Waits until a condition holds. */
    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the condition does not hold after " + LIMIT);
            }
            Thread.yield();
        }
    }

    /** A call on a thread of its own. */
    static final class Call<T> {
        final Thread thread;
        private final CompletableFuture<T> result = new CompletableFuture<>();

        Call(Callable<T> work) {
            thread = new Thread(() -> {
                try {
                    result.complete(work.call());
                } catch (Throwable e) {
                    result.completeExceptionally(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        T get() throws Exception {
            return result.get(LIMIT.toSeconds(), java.util.concurrent.TimeUnit.SECONDS);
        }

        Throwable failure() {
            return result.handle((value, thrown) -> thrown)
                    .orTimeout(60, java.util.concurrent.TimeUnit.SECONDS)
                    .join();
        }

        boolean done() {
            return result.isDone();
        }

        /** True if the thread waits for another one. */
        boolean waits() {
            Thread.State state = thread.getState();
            return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
        }
    }
}
