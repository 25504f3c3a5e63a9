package io.forecastj;

import org.jspecify.annotations.Nullable;

/**
 * A session's snapshot that cannot be restored: damaged, in another format, of another version of this library or of
 * another model. The message has what was expected and what was found; the way out is to open a session from history.
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
     * @param cause what led to it, or null
     */
    public SnapshotException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
