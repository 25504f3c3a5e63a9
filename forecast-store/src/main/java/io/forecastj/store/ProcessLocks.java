package io.forecastj.store;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks between the threads of this process, one for each path: the locks of an operating system are between processes
 * only. Static and thread-safe. Keeps only locks that somebody holds or waits for.
 */
final class ProcessLocks {
    private static final Map<Path, Shared> LOCKS = new ConcurrentHashMap<>();

    private ProcessLocks() {}

    private static final class Shared {
        final ReentrantLock lock = new ReentrantLock(true);
        /** The threads that hold it or wait for it; changed within the map's own operations only. */
        int users;
    }

    /**
     * Takes the lock of a path.
     *
     * @return false if another thread had it for the whole time
     */
    static boolean take(Path path, long nanos) throws InterruptedException {
        Shared shared = LOCKS.compute(path, (key, present) -> {
            Shared used = present == null ? new Shared() : present;
            used.users++;
            return used;
        });
        boolean taken = false;
        try {
            taken = nanos == 0 ? shared.lock.tryLock() : shared.lock.tryLock(nanos, TimeUnit.NANOSECONDS);
            return taken;
        } finally {
            if (!taken) {
                forget(path);
            }
        }
    }

    /** Releases the lock of a path, which this thread holds. */
    static void release(Path path) {
        Shared shared = LOCKS.get(path);
        if (shared == null) {
            throw new IllegalStateException("the lock of '" + path + "' is not held");
        }
        shared.lock.unlock();
        forget(path);
    }

    private static void forget(Path path) {
        LOCKS.computeIfPresent(path, (key, present) -> --present.users == 0 ? null : present);
    }
}
