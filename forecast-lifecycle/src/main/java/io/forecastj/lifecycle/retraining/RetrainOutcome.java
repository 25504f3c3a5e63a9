package io.forecastj.lifecycle.retraining;

import io.forecastj.store.ModelVersion;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one look of a {@link Retrainer}.
 *
 * <p>Immutable and thread-safe.
 */
public final class RetrainOutcome {
    /** Kinds of outcomes. Immutable and thread-safe. */
    public enum Kind {
        /** The policy saw no reason; nothing was done. */
        NOT_DUE,
        /** Another process, or another thread, is retraining this model; nothing was done. */
        BUSY,
        /** The champion stays, since the challenger did not win or could not be compared. */
        KEPT,
        /** A new version was published and the alias names it. */
        PROMOTED,
        /** The retraining was cancelled; the champion stays. */
        CANCELLED,
        /** An exception ended the retraining; the champion stays. */
        FAILED
    }

    private final Kind kind;
    private final List<String> reasons;
    private final @Nullable RetrainDecision decision;
    private final @Nullable ModelComparison comparison;
    private final @Nullable ModelVersion version;
    private final @Nullable Throwable failure;

    RetrainOutcome(
            Kind kind,
            List<String> reasons,
            @Nullable RetrainDecision decision,
            @Nullable ModelComparison comparison,
            @Nullable ModelVersion version,
            @Nullable Throwable failure) {
        this.kind = kind;
        this.reasons = List.copyOf(reasons);
        this.decision = decision;
        this.comparison = comparison;
        this.version = version;
        this.failure = failure;
    }

    /** {@return what came of it} */
    public Kind kind() {
        return kind;
    }

    /** {@return why, in words, unmodifiable} */
    public List<String> reasons() {
        return reasons;
    }

    /** {@return the decision of the policy; empty if it could not be asked} */
    public Optional<RetrainDecision> decision() {
        return Optional.ofNullable(decision);
    }

    /** {@return the scores of champion and challenger; empty if they were not compared} */
    public Optional<ModelComparison> comparison() {
        return Optional.ofNullable(comparison);
    }

    /** {@return the version that was published, promoted or not, as it was then; empty if none was} */
    public Optional<ModelVersion> version() {
        return Optional.ofNullable(version);
    }

    /** {@return the exception that ended a retraining that failed} */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public String toString() {
        return kind
                + (version == null ? "" : ", version " + version.number())
                + (reasons.isEmpty() ? "" : ": " + String.join("; ", reasons));
    }
}
