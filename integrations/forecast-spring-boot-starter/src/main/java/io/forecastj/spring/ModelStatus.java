package io.forecastj.spring;

import io.forecastj.PredictorInfo;
import io.forecastj.lifecycle.serving.Reload;
import io.forecastj.store.ModelVersion;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of one model of the properties at one moment.
 *
 * <p>Immutable and thread-safe.
 */
public final class ModelStatus {
    /** Kind of a state. */
    public enum State {
        /** It serves, and nothing is wrong. */
        UP,
        /**
         * It serves, but the version that the alias names does not, the store could not be read, or a member of a
         * fallback inside does not answer.
         */
        DEGRADED,
        /** It does not serve: it could not be loaded. */
        DOWN,
        /** Nothing has asked for the bean yet, which the application initialises lazily. */
        UNOPENED
    }

    record Parts(
            String name,
            State state,
            @Nullable PredictorInfo info,
            @Nullable ModelVersion version,
            @Nullable Instant since,
            @Nullable Instant lastLook,
            @Nullable Reload lastReload,
            @Nullable String problem,
            @Nullable Throwable failure,
            boolean current,
            boolean required) {}

    private final Parts parts;

    ModelStatus(Parts parts) {
        this.parts = parts;
    }

    /** {@return the name of the model, which is that of its bean} */
    public String name() {
        return parts.name();
    }

    /** {@return the kind of the state} */
    public State state() {
        return parts.state();
    }

    /** {@return whether the application starts only with this model} */
    public boolean required() {
        return parts.required();
    }

    /** {@return the description of the predictor that serves, or empty if none does} */
    public Optional<PredictorInfo> info() {
        return Optional.ofNullable(parts.info());
    }

    /** {@return the version that serves, or empty for a model of a path or if none serves} */
    public Optional<ModelVersion> version() {
        return Optional.ofNullable(parts.version());
    }

    /** {@return when the predictor that serves was loaded, or empty if none serves} */
    public Optional<Instant> since() {
        return Optional.ofNullable(parts.since());
    }

    /** {@return when the latest look at the alias ended, or empty for a model of a path that has been loaded} */
    public Optional<Instant> lastLook() {
        return Optional.ofNullable(parts.lastLook());
    }

    /** {@return the outcome of the latest look that changed or failed, or empty if there was none} */
    public Optional<Reload> lastReload() {
        return Optional.ofNullable(parts.lastReload());
    }

    /** {@return what is wrong, in words that may name files and hosts; empty if nothing is} */
    public Optional<String> problem() {
        return Optional.ofNullable(parts.problem());
    }

    /** {@return the cause of the {@link #problem}; empty if there is none or if it is no exception} */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(parts.failure());
    }

    /** Whether the latest loading or look went well; a member of a fallback may still not answer. */
    boolean current() {
        return parts.current();
    }

    @Override
    public String toString() {
        return name() + ": " + state()
                + version().map(version -> ", version " + version.number()).orElse("")
                + problem().map(text -> ", " + text).orElse("");
    }
}
