package io.forecastj.lifecycle.serving;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Measures the bytes that a thread allocates in a loop; the least of several windows, without those that happen once.
 */
final class Allocation {
    private static final int WINDOWS = 8;

    private Allocation() {}

    /** Returns the bytes of the window with the fewest, each of some runs of the body, after some runs before. */
    static long leastOfWindows(int warmUp, int length, Runnable body) {
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
