package io.forecastj.lifecycle.trial;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts of a shadow of a {@link ShadowPredictor} since it was built.
 *
 * <p>Immutable and thread-safe.
 */
public final class ShadowState {
    private final String name;
    private final long recorded;
    private final long failed;
    private final long dropped;
    private final long leftSessions;
    private final @Nullable String lastFailure;

    ShadowState(
            String name, long recorded, long failed, long dropped, long leftSessions, @Nullable String lastFailure) {
        this.name = name;
        this.recorded = recorded;
        this.failed = failed;
        this.dropped = dropped;
        this.leftSessions = leftSessions;
        this.lastFailure = lastFailure;
    }

    /** {@return the shadow's name} */
    public String name() {
        return name;
    }

    /** {@return the number of forecasts that were recorded} */
    public long recorded() {
        return recorded;
    }

    /**
     * Returns the number of forecasts that failed: the shadow or the recorder threw, or the forecast had a value that
     * is not finite, or was of another origin, series, targets or steps than the primary's.
     *
     * @return the number
     */
    public long failed() {
        return failed;
    }

    /**
     * Returns the number of forecasts that were not made: too many calls were in flight, the executor refused one, or
     * the shadow had left the session.
     *
     * @return the number
     */
    public long dropped() {
        return dropped;
    }

    /**
     * Returns the number of sessions that the shadow has left, because it could not open its own, failed on a row, or
     * was too many rows behind.
     *
     * @return the number
     */
    public long leftSessions() {
        return leftSessions;
    }

    /** {@return the reason of the latest failure or of the latest leaving; empty if there was none} */
    public Optional<String> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    @Override
    public String toString() {
        return "shadow '" + name + "': " + recorded + " recorded, " + failed + " failed, " + dropped + " dropped, "
                + leftSessions + " sessions left" + (lastFailure == null ? "" : "; latest failure: " + lastFailure);
    }
}
