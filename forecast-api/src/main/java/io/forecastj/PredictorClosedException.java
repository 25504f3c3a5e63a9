package io.forecastj;

import org.jspecify.annotations.Nullable;

/** Thrown by calls on a predictor or session that has been closed. */
public class PredictorClosedException extends ForecastException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was expected, what was found and what to do
     */
    public PredictorClosedException(String message) {
        super(message);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message what was expected, what was found and what to do
     * @param cause the cause, or null
     */
    public PredictorClosedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
