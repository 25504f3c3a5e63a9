package io.forecastj.lifecycle.monitoring;

import io.forecastj.Forecast;

/**
 * Receives what a monitor sees, as it happens.
 *
 * <p>Called in the thread that forecasts or brings the truth, so it should be quick; by several threads at once if the
 * predictor is used by several. What it throws is not passed on, since watching must not break serving; {@link
 * MonitorSnapshot#listenerFailures} counts it.
 */
public interface MonitorListener {
    /**
     * Receives a forecast that was made.
     *
     * @param forecast the forecast
     */
    default void onForecast(Forecast forecast) {}

    /**
     * Receives a step whose actual value has become known.
     *
     * @param scored the step
     */
    default void onScored(ScoredForecast scored) {}

    /**
     * Receives what a call threw in place of a forecast.
     *
     * @param failure the exception, which the caller gets as well
     */
    default void onFailure(Throwable failure) {}
}
