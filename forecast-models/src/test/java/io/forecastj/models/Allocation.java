package io.forecastj.models;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Measures the bytes that a thread allocates in a loop.
 *
 * <p>The loop runs in windows of equal length, and the least of them counts: an allocation of the code under test is in
 * every window, while those that happen once (the JIT compiler at work, a model that hands its trees to be compiled) are
 * in some of them only.
 */
public final class Allocation {
    private static final int WINDOWS = 8;

    private Allocation() {}

    /**
     * @param warmUp how often the body runs before
     * @param length how often the body runs in a window
     * @return the bytes of the window with the fewest
     */
    public static long leastOfWindows(int warmUp, int length, Runnable body) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < warmUp; i++) {
            body.run();
        }
        long least = Long.MAX_VALUE;
        for (int window = 0; window < WINDOWS; window++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < length; i++) {
                body.run();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
