package io.forecastj.training.torch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * A turn to train: one at a time in a JVM, in the order of asking.
 *
 * <p>The engine's number of threads is one setting for the whole process, and two trainings at once on the same cores
 * are slower than one after the other. A queue is kept here, not a fair lock, because waiting in steps, as cancelling
 * needs it, would lose the place in the queue of a lock. A turn may be ended by another thread than the one that began
 * it. Thread-safe.
 */
final class TrainingTurn implements AutoCloseable {
    private static final long POLL_MILLIS = 50;
    /** The turns in the order of asking; the first one has it. */
    private static final Deque<TrainingTurn> QUEUE = new ArrayDeque<>();

    private final Thread owner = Thread.currentThread();

    private TrainingTurn() {}

    /**
     * Waits for a turn.
     *
     * @param cancelled asked before waiting and about every 50 ms while waiting; true ends it
     * @return the turn, to be closed
     * @throws CancellationException if cancelled, or if this thread is interrupted while it waits; it stays interrupted
     * @throws IllegalStateException if this thread itself has the turn, and would wait for ever
     */
    static TrainingTurn await(BooleanSupplier cancelled) {
        TrainingTurn turn = new TrainingTurn();
        synchronized (QUEUE) {
            if (QUEUE.stream().anyMatch(other -> other.owner == turn.owner)) {
                throw new IllegalStateException("this thread trains already, and one training at a time is possible"
                        + " in a JVM: finish the first before the second begins");
            }
            QUEUE.add(turn);
        }
        boolean taken = false;
        try {
            do {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException("the training was cancelled while it waited for another one");
                }
                taken = turn.first();
            } while (!taken);
            return turn;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException thrown =
                    new CancellationException("the thread was interrupted while its training waited for another one");
            thrown.initCause(e);
            throw thrown;
        } finally {
            if (!taken) {
                turn.close();
            }
        }
    }

    private boolean first() throws InterruptedException {
        synchronized (QUEUE) {
            if (QUEUE.peek() != this) {
                QUEUE.wait(POLL_MILLIS);
            }
            return QUEUE.peek() == this;
        }
    }

    /** Returns the number of trainings that have or await the turn. */
    static int queued() {
        synchronized (QUEUE) {
            return QUEUE.size();
        }
    }

    /** Ends the turn. Further calls do nothing. */
    @Override
    public void close() {
        synchronized (QUEUE) {
            QUEUE.remove(this);
            QUEUE.notifyAll();
        }
    }
}
