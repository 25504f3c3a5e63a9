package io.forecastj.store;

import io.forecastj.ForecastException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a store cannot be read or written: a full disk, a missing permission, a read-only directory, a database
 * that does not answer, a lock that others hold. What was published before stays as it was.
 */
public class StoreException extends ForecastException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was tried, what was found and what to do
     */
    public StoreException(String message) {
        super(message);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message what was tried, what was found and what to do
     * @param cause the cause, or null
     */
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
