package io.forecastj.resilience4j;

import io.forecastj.ForecastException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by a guarded predictor whose circuit breaker, bulkhead or rate limiter does not permit a call; the model was
 * not called. Let another predictor answer, or try again later.
 */
public class CallRefusedException extends ForecastException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was expected, what was found and what to do
     * @param cause the exception of the guard, or null
     */
    public CallRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
