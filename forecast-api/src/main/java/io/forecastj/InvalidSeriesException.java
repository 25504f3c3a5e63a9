package io.forecastj;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a series breaks a rule: times that do not increase, a missing column, an infinite value. The message names
 * the row.
 */
public class InvalidSeriesException extends ForecastException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was expected, what was found and what to do
     */
    public InvalidSeriesException(String message) {
        super(message);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message what was expected, what was found and what to do
     * @param cause the cause, or null
     */
    public InvalidSeriesException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
