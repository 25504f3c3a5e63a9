package io.forecastj;

import org.jspecify.annotations.Nullable;

/** The root of all exceptions of this library: catch this one to catch them all. */
public class ForecastException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was expected, what was found and what to do
     */
    public ForecastException(String message) {
        super(message);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message what was expected, what was found and what to do
     * @param cause what led to it, or null
     */
    public ForecastException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
