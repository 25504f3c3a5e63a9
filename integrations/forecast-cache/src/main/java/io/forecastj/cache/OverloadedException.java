package io.forecastj.cache;

import io.forecastj.ForecastException;

/**
 * Thrown by a {@link BatchingPredictor} whose queue is full, or in whose queue a call has waited for its whole time
 * limit: more calls come than the model can answer. Refuse the request, for example with HTTP status 503, or try again
 * later; a retry at once makes it worse.
 */
public class OverloadedException extends ForecastException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was expected, what was found and what to do
     */
    public OverloadedException(String message) {
        super(message);
    }
}
