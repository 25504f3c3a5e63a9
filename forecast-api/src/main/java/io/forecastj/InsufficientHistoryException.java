package io.forecastj;

import org.jspecify.annotations.Nullable;

/** Thrown if a history or a training series has fewer rows than the predictor or forecaster needs. */
public class InsufficientHistoryException extends ForecastException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was expected, what was found and what to do
     */
    public InsufficientHistoryException(String message) {
        super(message);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message what was expected, what was found and what to do
     * @param cause the cause, or null
     */
    public InsufficientHistoryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
