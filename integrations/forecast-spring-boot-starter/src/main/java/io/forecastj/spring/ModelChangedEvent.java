package io.forecastj.spring;

import java.util.Objects;

/**
 * An event of the application: another version of a model serves, one does not, or a model that was absent at the start
 * has been loaded. Listen with {@code @EventListener}; it runs on the thread of the refresh.
 *
 * <p>Immutable and thread-safe.
 */
public final class ModelChangedEvent {
    private final ModelStatus status;

    ModelChangedEvent(ModelStatus status) {
        this.status = Objects.requireNonNull(status, "status");
    }

    /** {@return the state of the model after the change} */
    public ModelStatus status() {
        return status;
    }

    @Override
    public String toString() {
        return status.toString();
    }
}
