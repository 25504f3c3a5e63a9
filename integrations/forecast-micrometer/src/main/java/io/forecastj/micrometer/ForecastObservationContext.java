package io.forecastj.micrometer;

import io.forecastj.Forecast;
import io.micrometer.observation.Observation;
import java.util.List;

/**
 * What is known of an observed call, for conventions and handlers.
 *
 * <p>Not thread-safe, as every context of an observation.
 */
public final class ForecastObservationContext extends Observation.Context {
    private final ModelLabel label;
    private final String call;
    private final List<String> seriesIds;
    private String status = "UNKNOWN";

    ForecastObservationContext(ModelLabel label, String call, List<String> seriesIds) {
        this.label = label;
        this.call = call;
        this.seriesIds = seriesIds;
    }

    /** {@return the name of the model} */
    public String model() {
        return label.model();
    }

    /** {@return the version of the model} */
    public String version() {
        return label.version();
    }

    /** {@return the called method: predict, predictAll, predictEach, openSession, restore or forecast} */
    public String call() {
        return call;
    }

    /** {@return the ids of the series; empty for a session; unmodifiable} */
    public List<String> seriesIds() {
        return seriesIds;
    }

    /**
     * Returns the status: OK, DEGRADED or FALLBACK, the worst one of several forecasts, or FAILED.
     *
     * @return the status, UNKNOWN until the call has ended
     */
    public String status() {
        return status;
    }

    void forecast(Forecast forecast) {
        end(AnswerStatus.of(forecast.status()));
    }

    /** Records a status if it is worse than the one before. */
    void end(AnswerStatus next) {
        if (status.equals("UNKNOWN") || AnswerStatus.valueOf(status).compareTo(next) < 0) {
            status = next.name();
        }
    }
}
