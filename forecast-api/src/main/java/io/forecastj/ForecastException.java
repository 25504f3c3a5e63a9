package io.forecastj;

import org.jspecify.annotations.Nullable;

/**
 * A fault outside the call: data that break a rule, a model that cannot be read, a library that fails.
 *
 * <p>Its subclasses are the cases that a caller can handle differently; in all others this class itself is thrown, such
 * as for an error of a native library. It is not the only exception that this library throws: a mistake in a call is an
 * {@link IllegalArgumentException} or an {@link IllegalStateException}, a file that cannot be read or written an {@link
 * java.io.UncheckedIOException}. The page of the package {@link io.forecastj} lists all families.
 */
public class ForecastException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was expected, what was found and what to do; the middle of a very long one is left out
     */
    public ForecastException(String message) {
        super(MessageText.cut(message));
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message what was expected, what was found and what to do; the middle of a very long one is left out
     * @param cause the cause, or null
     */
    public ForecastException(String message, @Nullable Throwable cause) {
        super(MessageText.cut(message), cause);
    }
}
