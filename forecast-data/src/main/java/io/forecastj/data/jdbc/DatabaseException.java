package io.forecastj.data.jdbc;

import io.forecastj.ForecastException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a database cannot be reached, refuses a statement or fails while it runs one. The message has the SQL
 * state; the cause is the {@link java.sql.SQLException}, whose own text may repeat what the driver was given.
 */
public class DatabaseException extends ForecastException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was tried, what was found and what to do
     */
    public DatabaseException(String message) {
        super(message);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message what was tried, what was found and what to do
     * @param cause the cause, or null
     */
    public DatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
