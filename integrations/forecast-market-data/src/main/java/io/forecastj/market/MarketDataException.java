package io.forecastj.market;

import io.forecastj.ForecastException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a provider does not answer, refuses a request, or sends an answer that is damaged, contradicts itself or
 * cannot cover the requested range. The message names the provider, symbol, interval and range, the status and the
 * number of attempts, and what to do; secrets of the settings are never in it.
 */
public class MarketDataException extends ForecastException {
    private static final long serialVersionUID = 1L;

    /** The status of HTTP, or 0. */
    private final int status;

    /**
     * Creates the exception for a fault that is no refusal by HTTP.
     *
     * @param message what was expected, what was found and what to do
     * @param cause the cause, or null
     */
    public MarketDataException(String message, @Nullable Throwable cause) {
        this(message, cause, 0);
    }

    MarketDataException(String message, @Nullable Throwable cause, int status) {
        super(message, cause);
        this.status = status;
    }

    /**
     * Returns the status of the last response, such as 429 for too many requests.
     *
     * @return the status of HTTP; empty if there was no response, or its fault was in the body
     */
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }
}
