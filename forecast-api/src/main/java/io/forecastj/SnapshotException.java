package io.forecastj;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a session cannot be restored from its snapshot, which is damaged, in another format, or made by another
 * version of this library or another model. The message has what was expected and what was found; open a session from
 * history instead.
 */
public class SnapshotException extends ForecastException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was expected, what was found and what to do
     */
    public SnapshotException(String message) {
        super(message);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message what was expected, what was found and what to do
     * @param cause the cause, or null
     */
    public SnapshotException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
