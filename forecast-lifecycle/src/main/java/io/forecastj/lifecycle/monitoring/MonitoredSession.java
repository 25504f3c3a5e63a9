package io.forecastj.lifecycle.monitoring;

import io.forecastj.Forecast;
import io.forecastj.ForwardingSession;
import io.forecastj.PredictionSession;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session whose rows and forecasts a monitor watches. Not thread-safe, as every session. */
final class MonitoredSession extends ForwardingSession {
    private final Monitor monitor;
    private final String id;
    private final int horizon;
    private final int[] targetPlaces;
    private final ErrorWindow[] errors;
    private final double[] actual;
    /** The last value of each target that is not missing. */
    private final double[] lastValues;

    private final AppendedRow appended;
    private final CountedRow counted;
    private final IssuedPoints.Sink sink = this::score;
    private @Nullable IssuedPoints points;
    /** True if the log has a forecast at the present row. */
    private boolean logged;

    MonitoredSession(
            PredictionSession session,
            Monitor monitor,
            TimeSeries history,
            PredictorInfo info,
            @Nullable Long trainedTo) {
        super(session);
        this.monitor = monitor;
        this.id = history.id();
        this.horizon = info.horizon();
        List<String> columns = session.columns();
        this.counted = new CountedRow(monitor.rows(), monitor.rows().places(columns), trainedTo);
        this.targetPlaces = info.targets().stream().mapToInt(columns::indexOf).toArray();
        this.errors = new ErrorWindow[targetPlaces.length];
        this.actual = new double[targetPlaces.length];
        this.lastValues = info.targets().stream()
                .mapToDouble(target -> ForecastLog.lastValue(history, history.length() - 1, target))
                .toArray();
        this.appended = new AppendedRow(columns);
        Arrays.setAll(errors, i -> monitor.errors(info.targets().get(i)));
    }

    @Override
    public void append(long epochMillis, double[] values) {
        session().append(epochMillis, values);
        logged = false;
        for (int target = 0; target < targetPlaces.length; target++) {
            double value = values[targetPlaces[target]];
            actual[target] = value;
            if (!Double.isNaN(value)) {
                lastValues[target] = value;
            }
        }
        IssuedPoints issued = points;
        if (issued != null) {
            issued.advance(actual, sink);
        }
        monitor.rows().row(id, counted.of(epochMillis, values));
        monitor.log().observe(id, appended.of(epochMillis, values));
    }

    private void score(int target, double forecast, double value, double naive) {
        errors[target].add(forecast, value, naive);
    }

    @Override
    public Forecast forecast() {
        long start = monitor.nanos();
        Forecast forecast;
        try {
            forecast = session().forecast();
        } catch (RuntimeException | Error e) {
            monitor.failed(e);
            throw e;
        }
        monitor.took(monitor.nanos() - start, 1);
        monitor.forecast(forecast, lastValues.clone());
        logged = true;
        if (points != null) {
            points.withdraw();
        }
        return forecast;
    }

    @Override
    public void forecastInto(double[] out) {
        long start = monitor.nanos();
        try {
            session().forecastInto(out);
        } catch (RuntimeException | Error e) {
            monitor.failed(e);
            throw e;
        }
        monitor.points(monitor.nanos() - start);
        if (!logged) {
            IssuedPoints issued = points;
            if (issued == null) {
                issued = new IssuedPoints(targetPlaces.length, horizon);
                points = issued;
            }
            issued.issue(out, lastValues);
        }
    }

    @Override
    public String toString() {
        return "watched " + session();
    }
}
