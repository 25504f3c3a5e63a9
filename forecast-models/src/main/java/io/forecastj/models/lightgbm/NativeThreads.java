package io.forecastj.models.lightgbm;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Allows native work at the same time only with the same number of threads.
 *
 * <p>LightGBM 4.3 keeps its number of threads in one variable of the process ({@code openmp_wrapper.cpp}). Every call
 * with parameters sets it, while other calls use it for the size of their buffers. If a call raised it while another
 * one runs, that one would write past its buffers. So work with another number waits until no other work runs; waiting
 * work goes before work that comes later. Work that may take any number takes that of the running work, unless too many
 * threads would share the processors.
 *
 * <p>While work with several threads runs, an {@link IdleTeam} keeps its waiting threads from spinning. Thread-safe.
 * Where all have one thread nothing ever waits.
 */
final class NativeThreads {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Condition CHANGED = LOCK.newCondition();
    private static final ThreadLocal<int[]> HELD = ThreadLocal.withInitial(() -> new int[2]);

    private static int threads;
    private static int running;
    private static @Nullable IdleTeam idle;
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
        begin(count, false);
    }

    /**
     * Begins native work that may take any number of threads; {@link #end} must follow on the same thread.
     *
     * @param most the number of threads if no other work runs or waits; other work shares it
     * @return the number of threads that the work must set
     */
    static int beginAny(int most) {
        return begin(most, true);
    }

    private static int begin(int count, boolean any) {
        int[] held = HELD.get(); // the number of threads and the depth
        if (held[1] > 0) {
            if (held[0] != count && !any) {
                throw new IllegalStateException("native LightGBM work with " + count
                        + " threads cannot run inside a training with " + held[0]
                        + " threads, such as from its listener; use Engine.JAVA there");
            }
            held[1]++;
            return held[0];
        }
        LOCK.lock();
        try {
            long ticket = nextTicket++;
            while (ticket != nowServing || running > 0 && !(any ? roomForOne() : threads == count)) {
                CHANGED.awaitUninterruptibly();
            }
            nowServing++;
            if (running == 0) {
                int waiting = (int) (nextTicket - nowServing);
                threads = any ? Math.max(1, count / (1 + waiting)) : count;
                idle = threads > 1 && IdleTeam.possible(threads) ? IdleTeam.start(threads) : null;
            }
            running++;
            held[0] = threads;
            held[1] = 1;
            CHANGED.signalAll();
        } finally {
            LOCK.unlock();
        }
        return held[0];
    }

    /** Returns true if one more work with the current number of threads leaves each processor at most two threads. */
    private static boolean roomForOne() {
        return threads == 1
                || (running + 1) * threads <= 2 * Runtime.getRuntime().availableProcessors();
    }

    static void end() {
        int[] held = HELD.get();
        if (--held[1] > 0) {
            return;
        }
        LOCK.lock();
        try {
            running--;
            if (running == 0 && idle != null) {
                idle.close();
                idle = null;
            }
            CHANGED.signalAll();
        } finally {
            LOCK.unlock();
        }
    }
}
