package io.forecastj;

import org.jspecify.annotations.Nullable;

/** Thrown if the bytes of a saved model differ from those that were saved, as its hash shows. */
public class ModelIntegrityException extends ModelLoadException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was expected, what was found and what to do
     */
    public ModelIntegrityException(String message) {
        super(message);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message what was expected, what was found and what to do
     * @param cause the cause, or null
     */
    public ModelIntegrityException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
