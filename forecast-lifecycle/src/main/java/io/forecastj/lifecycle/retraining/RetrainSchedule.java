package io.forecastj.lifecycle.retraining;

import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * A running schedule of a {@link Retrainer}; closing it ends it.
 *
 * <p>Thread-safe.
 */
public final class RetrainSchedule implements AutoCloseable {
    private volatile boolean closed;
    private volatile @Nullable RetrainOutcome latest;
    private volatile @Nullable ScheduledFuture<?> future;

    RetrainSchedule() {}

    void scheduled(ScheduledFuture<?> looks) {
        future = looks;
        if (closed) {
            looks.cancel(false);
        }
    }

    void ended(RetrainOutcome outcome) {
        latest = outcome;
    }

    boolean isClosed() {
        return closed;
    }

    /** {@return the outcome of the latest look; empty before the first one has ended} */
    public Optional<RetrainOutcome> latest() {
        return Optional.ofNullable(latest);
    }

    /**
     * Ends the schedule. A retraining that is running is cancelled: its fit ends at its next report of progress, and
     * nothing is promoted after that. Returns at once, and is idempotent.
     */
    @Override
    public void close() {
        closed = true;
        ScheduledFuture<?> looks = future;
        if (looks != null) {
            looks.cancel(false);
        }
    }

    @Override
    public String toString() {
        return "retraining schedule" + (closed ? ", closed" : "") + ", latest " + latest;
    }
}
