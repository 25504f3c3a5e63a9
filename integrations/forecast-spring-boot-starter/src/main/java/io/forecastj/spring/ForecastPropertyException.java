package io.forecastj.spring;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Thrown at the start of an application if a property under {@code forecastj} is wrong, or if the model that it names
 * cannot be loaded. Spring Boot prints the property, the reason and what to do.
 */
public final class ForecastPropertyException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** The full name of the property. */
    private final String property;

    /** What was found and what was expected. */
    private final String reason;

    /** What to do. */
    private final String action;

    ForecastPropertyException(String property, String reason, String action) {
        this(property, reason, action, null);
    }

    ForecastPropertyException(String property, String reason, String action, @Nullable Throwable cause) {
        super(property + ": " + reason + ". " + action, cause);
        this.property = property;
        this.reason = reason;
        this.action = action;
    }

    /** {@return the full name of the property, such as {@code forecastj.models.sales.path}} */
    public String property() {
        return property;
    }

    /** {@return what was found and what was expected} */
    public String reason() {
        return reason;
    }

    /** {@return what to do} */
    public String action() {
        return action;
    }

    static String reasonOf(Throwable failure) {
        return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    }
}
