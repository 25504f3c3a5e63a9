package io.forecastj;

import org.jspecify.annotations.Nullable;

/** A saved model whose bytes are not those that were saved: its hash differs. */
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
     * @param cause what led to it, or null
     */
    public ModelIntegrityException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
