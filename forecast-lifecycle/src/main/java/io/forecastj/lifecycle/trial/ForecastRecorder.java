package io.forecastj.lifecycle.trial;

import io.forecastj.Forecast;

/**
 * Receives forecasts of a trial, to be compared with the truth later.
 *
 * <p>Implementations are thread-safe and quick: {@link SplitPredictor} and {@link ShadowPredictor} call them on the
 * thread of the forecast. What they throw is counted and reaches no caller.
 */
@FunctionalInterface
public interface ForecastRecorder {
    /**
     * Takes a forecast.
     *
     * @param model the name of the arm or model in the trial
     * @param forecast its forecast
     */
    void record(String model, Forecast forecast);
}
