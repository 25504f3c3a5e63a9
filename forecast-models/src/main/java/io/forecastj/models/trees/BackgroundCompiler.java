package io.forecastj.models.trees;

import java.lang.ref.WeakReference;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiles models' trees, one model at a time, on one daemon thread, which ends after some seconds without work. A
 * model that was dropped while it waited is skipped.
 *
 * <p>Thread-safe.
 */
final class BackgroundCompiler {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundCompiler.class);
    private static final int MAX_WAITING = 256;

    private static final ThreadPoolExecutor POOL = new ThreadPoolExecutor(
            1, 1, 5, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), BackgroundCompiler::thread);

    static {
        POOL.allowCoreThreadTimeOut(true);
    }

    private BackgroundCompiler() {}

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "forecastj-lightgbm-compiler", 0, false);
        thread.setDaemon(true);
        // an application that owns the caller's thread may be unloaded before this thread ends
        thread.setContextClassLoader(null);
        return thread;
    }

    /** Submits trees for compilation; returns false if too many wait already. */
    static boolean submit(TieredTrees trees) {
        WeakReference<TieredTrees> reference = new WeakReference<>(trees);
        try {
            POOL.execute(() -> compile(reference));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private static void compile(WeakReference<TieredTrees> reference) {
        TieredTrees trees = reference.get();
        if (trees == null) {
            return;
        }
        try {
            trees.compile();
        } catch (Throwable e) {
            // Includes errors: out of metaspace, or a runtime without hidden classes. The flat form answers as before.
            LOG.warn("compiling LightGBM trees failed; they are evaluated uncompiled, with the same results", e);
        }
    }
}
