package io.forecastj;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a saved model cannot be read: a missing file, an unknown version, a malformed text. The message names the
 * place.
 */
public class ModelLoadException extends ForecastException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was expected, what was found and what to do
     */
    public ModelLoadException(String message) {
        super(message);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message what was expected, what was found and what to do
     * @param cause the cause, or null
     */
    public ModelLoadException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
