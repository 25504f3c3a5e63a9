package io.forecastj.micrometer;

import io.forecastj.Forecast;
import io.forecastj.ForwardingSession;
import io.forecastj.PredictionSession;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session whose forecasts are observations. Not thread-safe, as every session. */
final class TracedSession extends ForwardingSession {
    private final ForecastObservations observations;
    private final HashFollower<ModelLabel> label;
    private final ModelLabel opened;

    TracedSession(
            PredictionSession session,
            ForecastObservations observations,
            HashFollower<ModelLabel> label,
            ModelLabel opened) {
        super(session);
        this.observations = observations;
        this.label = label;
        this.opened = opened;
    }

    /** Once another version serves, the session may have moved to it or not. */
    private ModelLabel label() {
        return label.now().equals(opened) ? opened : opened.with(ModelLabel.UNKNOWN);
    }

    // rows that a default would refuse are refused by the session behind, which may count them
    @Override
    public void append(Instant time, double... values) {
        session().append(time, values);
    }

    @Override
    public void append(Instant time, Map<String, ? extends @Nullable Number> row) {
        session().append(time, row);
    }

    @Override
    public Forecast forecast() {
        return observations.call(label(), "forecast", List.of(), context -> {
            Forecast forecast = session().forecast();
            context.forecast(forecast);
            return forecast;
        });
    }

    @Override
    public String toString() {
        return "traced " + session();
    }
}
