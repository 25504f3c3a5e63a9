package io.forecastj.lifecycle.serving;

import io.forecastj.PredictorClosedException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The version that serves, and those before it that running calls or sessions still use.
 *
 * <p>Thread-safe. Calls take no lock: they read the serving version and count themselves in.
 */
final class ServedVersions {
    /** All versions that may be open, to be closed at the end. */
    private final Set<ServedVersion> open = ConcurrentHashMap.newKeySet();

    private volatile ServedVersion serving;
    private volatile boolean closed;

    ServedVersions(ServedVersion first) {
        this.serving = first;
        open.add(first);
    }

    /** The version that serves; after the end, the last one that did. */
    ServedVersion serving() {
        return serving;
    }

    boolean closed() {
        return closed;
    }

    void requireOpen() {
        if (closed) {
            throw new PredictorClosedException(
                    "the predictor of " + serving + " is closed; open another one that follows the alias");
        }
    }

    /** Returns the version that serves, with the caller as a user, who releases it. */
    ServedVersion acquire() {
        while (true) {
            requireOpen();
            ServedVersion now = serving;
            if (now.acquire()) {
                return now;
            }
            // it was swapped and closed between the two lines, so another one serves by now
        }
    }

    /** Removes a user of a version, which is closed after the last one. */
    void release(ServedVersion version) {
        if (version.release()) {
            open.remove(version);
        }
    }

    /** Lets a version serve in place of the one before, which its last user closes. For one thread at a time. */
    void swap(ServedVersion next) {
        ServedVersion before = serving;
        open.add(next);
        serving = next;
        release(before);
        if (closed) {
            next.close(); // close() may have run before the version was in the set
            requireOpen();
        }
    }

    /** Closes every version that is still open, also under calls and sessions that use it. Idempotent. */
    void close() {
        closed = true;
        open.forEach(ServedVersion::close);
    }
}
