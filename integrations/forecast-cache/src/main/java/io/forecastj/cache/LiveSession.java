package io.forecastj.cache;

import io.forecastj.PredictionSession;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A session in memory, with the lock of its one writer. All fields but the key are used under the lock. */
@SuppressWarnings("serial") // a lock can be serialised; this one is not
final class LiveSession extends ReentrantLock {
    final String key;

    /** Null until the first caller opens it. */
    @Nullable
    PredictionSession session;

    /** True if it has taken calls that may have changed it since it was saved. */
    boolean changed;

    /** True once it was saved and closed, or removed: who finds it so takes another one in its place. */
    boolean retired;

    /** The time before which a failed save is not tried again. */
    long retryAt;

    /** True while the last save has failed; also read without the lock, to count. */
    volatile boolean failed;

    LiveSession(String key) {
        this.key = key;
    }

    PredictionSession open() {
        PredictionSession open = session;
        if (open == null) {
            throw new IllegalStateException("the session '" + key + "' is not open");
        }
        return open;
    }

    /** Closes the session for good. */
    void retire() {
        PredictionSession open = session;
        retired = true;
        session = null;
        if (open != null) {
            open.close();
        }
    }
}
