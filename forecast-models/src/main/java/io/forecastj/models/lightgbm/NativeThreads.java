package io.forecastj.models.lightgbm;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Allows native work at the same time only with the same number of threads.
 *
 * <p>LightGBM 4.3 keeps its number of threads in one variable of the process ({@code openmp_wrapper.cpp}). Every call
 * with parameters sets it, while other calls use it for the size of their buffers. If a call raised it while another
 * one runs, that one would write past its buffers. So work with another number waits until no other work runs; waiting
 * work goes before work that comes later.
 *
 * <p>Thread-safe. With one thread everywhere, the default, nothing ever waits.
 */
final class NativeThreads {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Condition CHANGED = LOCK.newCondition();
    private static final ThreadLocal<int[]> HELD = ThreadLocal.withInitial(() -> new int[2]);

    private static int threads;
    private static int running;
    private static long nextTicket;
    private static long nowServing;

    private NativeThreads() {}

    /**
     * Begins native work; {@link #end} must follow on the same thread.
     *
     * @param count the number of threads that the work sets
     * @throws IllegalStateException if this thread is already inside work with another number, since it would wait
     *     forever
     */
    static void begin(int count) {
        int[] held = HELD.get(); // the number of threads and the depth
        if (held[1] > 0) {
            if (held[0] != count) {
                throw new IllegalStateException("native LightGBM work with " + count
                        + " threads cannot run inside a training with " + held[0]
                        + " threads, such as from its listener; use Engine.JAVA there");
            }
            held[1]++;
            return;
        }
        LOCK.lock();
        try {
            long ticket = nextTicket++;
            while (ticket != nowServing || running > 0 && threads != count) {
                CHANGED.awaitUninterruptibly();
            }
            nowServing++;
            threads = count;
            running++;
            CHANGED.signalAll();
        } finally {
            LOCK.unlock();
        }
        held[0] = count;
        held[1] = 1;
    }

    static void end() {
        int[] held = HELD.get();
        if (--held[1] > 0) {
            return;
        }
        LOCK.lock();
        try {
            running--;
            CHANGED.signalAll();
        } finally {
            LOCK.unlock();
        }
    }
}
