package io.forecastj.cache;

import io.forecastj.PredictorClosedException;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait to be run, in order of arrival. The thread of the oldest one runs the next batch, which holds its
 * own call; so no caller works for others after it has its answer, and no thread is needed.
 *
 * <p>Thread-safe. Nothing is run under the lock.
 */
final class BatchQueue {
    private final String name;
    private final int maximumSize;
    private final long waitNanos;
    private final int capacity;
    private final int parallelRuns;
    private final long timeoutNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<BatchCall> waiting = new ArrayDeque<>();
    private int running;
    private boolean closed;
    private long calls;
    private long runs;
    private long refused;

    BatchQueue(String name, int maximumSize, long waitNanos, int capacity, int parallelRuns, long timeoutNanos) {
        this.name = name;
        this.maximumSize = maximumSize;
        this.waitNanos = waitNanos;
        this.capacity = capacity;
        this.parallelRuns = parallelRuns;
        this.timeoutNanos = timeoutNanos;
    }

    /** Adds a call to the queue. */
    BatchCall add(TimeSeries history, @Nullable TimeSeries future) {
        lock.lock();
        try {
            if (closed) {
                throw closedException();
            }
            if (waiting.size() >= capacity) {
                refused++;
                throw new OverloadedException("all " + capacity + " places in the queue of '" + name
                        + "' are taken by calls that wait. Refuse the request or try again later; raise"
                        + " queueCapacity(...) only if callers can wait longer");
            }
            calls++;
            BatchCall call = new BatchCall(history, future, lock.newCondition(), System.nanoTime());
            waiting.add(call);
            if (waiting.size() >= maximumSize) {
                wakeOldest();
            }
            return call;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a call has its answer or its thread is to run a batch.
     *
     * @return the batch to run, the call among it, to be given to {@link #finish}; empty if the call has its answer
     */
    List<BatchCall> await(BatchCall call) {
        lock.lock();
        try {
            while (!call.ended) {
                long now = System.nanoTime();
                long left = timeoutNanos == Long.MAX_VALUE ? Long.MAX_VALUE : call.arrived + timeoutNanos - now;
                if (call.queued && running < parallelRuns && waiting.peek() == call) {
                    long gathering = waiting.size() >= maximumSize ? 0 : call.arrived + waitNanos - now;
                    if (gathering <= 0) {
                        return take();
                    }
                    left = Math.min(left, gathering);
                } else if (left <= 0) {
                    refused++;
                    withdraw(call);
                    throw new OverloadedException("a call of '" + name + "' has waited for "
                            + Duration.ofNanos(timeoutNanos) + ", its time limit, with " + waiting.size()
                            + " others in the queue. Refuse the request or try again later");
                }
                sleep(call, left);
            }
            return List.of();
        } catch (InterruptedException e) {
            withdraw(call);
            Thread.currentThread().interrupt();
            CancellationException cancelled =
                    new CancellationException("interrupted while a call of '" + name + "' waited for its batch");
            cancelled.initCause(e);
            throw cancelled;
        } finally {
            lock.unlock();
        }
    }

    private static void sleep(BatchCall call, long nanos) throws InterruptedException {
        if (nanos == Long.MAX_VALUE) {
            call.wake.await();
        } else {
            call.wake.awaitNanos(nanos);
        }
    }

    private List<BatchCall> take() {
        List<BatchCall> batch = new ArrayList<>(Math.min(maximumSize, waiting.size()));
        while (batch.size() < maximumSize && !waiting.isEmpty()) {
            BatchCall call = waiting.remove();
            call.queued = false;
            batch.add(call);
        }
        running++;
        runs++;
        wakeOldest();
        return batch;
    }

    /** Takes a call out of the queue whose caller leaves; if it is in a run already, its answer is not read. */
    private void withdraw(BatchCall call) {
        call.abandoned = true;
        if (call.queued) {
            waiting.remove(call);
            wakeOldest();
        }
    }

    /** Ends a run: wakes the callers, and puts calls without an answer first in the queue again. */
    void finish(List<BatchCall> batch) {
        lock.lock();
        try {
            running--;
            for (int i = batch.size() - 1; i >= 0; i--) {
                BatchCall call = batch.get(i);
                if (call.answered() || call.abandoned) {
                    end(call);
                } else if (closed) {
                    call.fail(closedException());
                    end(call);
                } else {
                    call.queued = true;
                    waiting.addFirst(call);
                }
            }
            wakeOldest();
        } finally {
            lock.unlock();
        }
    }

    private static void end(BatchCall call) {
        call.ended = true;
        call.wake.signal();
    }

    private void wakeOldest() {
        BatchCall oldest = waiting.peek();
        if (oldest != null && running < parallelRuns) {
            oldest.wake.signal();
        }
    }

    /** Refuses the calls that wait and all later ones. */
    void close() {
        lock.lock();
        try {
            closed = true;
            waiting.forEach(call -> {
                call.queued = false;
                call.fail(closedException());
                end(call);
            });
            waiting.clear();
        } finally {
            lock.unlock();
        }
    }

    void requireOpen() {
        lock.lock();
        try {
            if (closed) {
                throw closedException();
            }
        } finally {
            lock.unlock();
        }
    }

    private PredictorClosedException closedException() {
        return new PredictorClosedException("the predictor '" + name + "' is closed");
    }

    BatchStatistics statistics() {
        lock.lock();
        try {
            return new BatchStatistics(calls, runs, refused, waiting.size(), running);
        } finally {
            lock.unlock();
        }
    }
}
