package io.forecastj.lifecycle.serving;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one look at the alias that a {@link ReloadingPredictor} follows.
 *
 * <p>Immutable and thread-safe.
 */
public final class Reload {
    /** Kind of an outcome. */
    public enum Outcome {
        /** The alias names the version that serves. */
        UNCHANGED,
        /** Another version serves now. */
        RELOADED,
        /**
         * The alias names a version that cannot serve: it is damaged, does not fit the callers, or did not pass the
         * warm-up. The version before keeps serving. It is not tried again until it is promoted anew.
         */
        REFUSED,
        /**
         * The store could not be read, or has no such alias. The version before keeps serving, and the next look tries
         * again.
         */
        FAILED
    }

    private final Outcome outcome;
    private final int from;
    private final int to;
    private final @Nullable Integer named;
    private final Duration took;
    private final @Nullable Throwable failure;

    private Reload(
            Outcome outcome, int from, int to, @Nullable Integer named, Duration took, @Nullable Throwable failure) {
        this.outcome = outcome;
        this.from = from;
        this.to = to;
        this.named = named;
        this.took = took;
        this.failure = failure;
    }

    static Reload unchanged(int number, Duration took) {
        return new Reload(Outcome.UNCHANGED, number, number, number, took, null);
    }

    static Reload done(int from, int to, Duration took) {
        return new Reload(Outcome.RELOADED, from, to, to, took, null);
    }

    static Reload refused(int from, int named, Duration took, Throwable failure) {
        return new Reload(Outcome.REFUSED, from, from, named, took, failure);
    }

    static Reload failed(int from, @Nullable Integer named, Duration took, Throwable failure) {
        return new Reload(Outcome.FAILED, from, from, named, took, failure);
    }

    /** {@return the kind of this outcome} */
    public Outcome outcome() {
        return outcome;
    }

    /** {@return the number of the version that served before} */
    public int from() {
        return from;
    }

    /** {@return the number of the version that serves after it; that of {@link #from} unless it was reloaded} */
    public int to() {
        return to;
    }

    /** {@return the number of the version that the alias names, or empty if that could not be read} */
    public OptionalInt named() {
        return named == null ? OptionalInt.empty() : OptionalInt.of(named);
    }

    /** {@return the time that it took, from the look at the alias until the new version served} */
    public Duration took() {
        return took;
    }

    /** {@return why the version that the alias names does not serve; empty if it does} */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** {@return the message of the {@link #failure}; an empty text if there is none} */
    public String reason() {
        return failure == null ? "" : Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    }

    @Override
    public String toString() {
        String versions = from == to ? "version " + from + " serves" : "version " + to + " serves after " + from;
        return outcome + ": " + versions + ", " + took.toMillis() + " ms" + (failure == null ? "" : ": " + reason());
    }
}
