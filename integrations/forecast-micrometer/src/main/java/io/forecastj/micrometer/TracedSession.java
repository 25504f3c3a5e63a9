package io.forecastj.micrometer;

import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session whose forecasts are observations. Not thread-safe, as every session. */
final class TracedSession implements PredictionSession {
    private final PredictionSession session;
    private final ForecastObservations observations;
    private final HashFollower<ModelLabel> label;
    private final ModelLabel opened;

    TracedSession(
            PredictionSession session,
            ForecastObservations observations,
            HashFollower<ModelLabel> label,
            ModelLabel opened) {
        this.session = session;
        this.observations = observations;
        this.label = label;
        this.opened = opened;
    }

    /** Once another version serves, the session may have moved to it or not. */
    private ModelLabel label() {
        return label.now().equals(opened) ? opened : opened.with(ModelLabel.UNKNOWN);
    }

    @Override
    public Forecast forecast() {
        return observations.call(label(), "forecast", List.of(), context -> {
            Forecast forecast = session.forecast();
            context.forecast(forecast);
            return forecast;
        });
    }

    @Override
    public void forecastInto(double[] out) {
        session.forecastInto(out);
    }

    @Override
    public List<String> columns() {
        return session.columns();
    }

    @Override
    public void append(Instant time, double... values) {
        session.append(time, values);
    }

    @Override
    public void append(long epochMillis, double[] values) {
        session.append(epochMillis, values);
    }

    @Override
    public void append(Instant time, Map<String, ? extends @Nullable Number> row) {
        session.append(time, row);
    }

    @Override
    public TimeSeries history() {
        return session.history();
    }

    @Override
    public void keepRows(int rows) {
        session.keepRows(rows);
    }

    @Override
    public void extendFuture(TimeSeries rows) {
        session.extendFuture(rows);
    }

    @Override
    public void replaceFuture(TimeSeries rows) {
        session.replaceFuture(rows);
    }

    @Override
    public byte[] snapshot() {
        return session.snapshot();
    }

    @Override
    public void close() {
        session.close();
    }

    @Override
    public String toString() {
        return "traced " + session;
    }
}
