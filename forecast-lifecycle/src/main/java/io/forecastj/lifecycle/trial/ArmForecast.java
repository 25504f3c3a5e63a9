package io.forecastj.lifecycle.trial;

import io.forecastj.Forecast;

/**
 * A forecast and the arm of a {@link SplitPredictor} that made it.
 *
 * <p>Immutable and thread-safe.
 */
public final class ArmForecast {
    private final String arm;
    private final Forecast forecast;

    ArmForecast(String arm, Forecast forecast) {
        this.arm = arm;
        this.forecast = forecast;
    }

    /** {@return the name of the arm} */
    public String arm() {
        return arm;
    }

    /** {@return the forecast as the arm's predictor made it, with that predictor's description} */
    public Forecast forecast() {
        return forecast;
    }

    @Override
    public String toString() {
        return "arm '" + arm + "': " + forecast;
    }
}
