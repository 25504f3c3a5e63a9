package io.forecastj.lifecycle.serving;

import io.forecastj.Predictor;
import io.forecastj.store.ModelVersion;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loaded version with the number of its users: the reloading predictor while the version serves, each running call
 * and each session. The last user that releases it closes it.
 *
 * <p>Thread-safe, without a lock.
 */
final class ServedVersion {
    private static final Logger LOG = LoggerFactory.getLogger(ServedVersion.class);

    private final ModelVersion version;
    private final Predictor predictor;
    /** The first user is the reloading predictor. Zero is final: a version that was closed is not used again. */
    private final AtomicInteger users = new AtomicInteger(1);

    ServedVersion(ModelVersion version, Predictor predictor) {
        this.version = version;
        this.predictor = predictor;
    }

    ModelVersion version() {
        return version;
    }

    int number() {
        return version.number();
    }

    Predictor predictor() {
        return predictor;
    }

    /** Adds a user; returns false if the version has been closed. */
    boolean acquire() {
        int now = users.get();
        while (now > 0) {
            int found = users.compareAndExchange(now, now + 1);
            if (found == now) {
                return true;
            }
            now = found;
        }
        return false;
    }

    /** Removes a user, and closes the version after the last one; returns true if it was the last one. */
    boolean release() {
        if (users.decrementAndGet() > 0) {
            return false;
        }
        close();
        return true;
    }

    /** Closes the predictor whoever uses it: their later calls throw. Idempotent, as closing a predictor is. */
    void close() {
        try {
            predictor.close();
        } catch (RuntimeException e) {
            // the call that was the last one has its answer already, and must not lose it
            LOG.warn("closing version {} of '{}' failed", version.number(), version.model(), e);
        }
    }

    @Override
    public String toString() {
        return "version " + version.number() + " of '" + version.model() + "'";
    }
}
