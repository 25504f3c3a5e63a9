package io.forecastj.micrometer;

import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.TimeSeries;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session whose rows are counted and whose forecasts are timed. Not thread-safe, as every session. */
final class ObservedSession implements PredictionSession {
    private final PredictionSession session;
    private final VersionMeters meters;
    private final Timer[] timers;
    private boolean closed;

    ObservedSession(PredictionSession session, VersionMeters meters, Timer[] timers) {
        this.session = session;
        this.meters = meters;
        this.timers = timers;
    }

    @Override
    public Forecast forecast() {
        long start = meters.now();
        Forecast forecast;
        try {
            forecast = session.forecast();
        } catch (RuntimeException | Error e) {
            meters.failed(timers, e, meters.now() - start);
            throw e;
        }
        meters.made(timers, forecast, meters.now() - start);
        return forecast;
    }

    @Override
    public void forecastInto(double[] out) {
        long start = meters.now();
        try {
            session.forecastInto(out);
        } catch (RuntimeException | Error e) {
            meters.failed(timers, e, meters.now() - start);
            throw e;
        }
        meters.points(timers, meters.now() - start);
    }

    @Override
    public void append(long epochMillis, double[] values) {
        try {
            session.append(epochMillis, values);
        } catch (RuntimeException | Error e) {
            meters.refusedRow();
            throw e;
        }
        meters.row();
    }

    @Override
    public void append(Instant time, double... values) {
        try {
            session.append(time, values);
        } catch (RuntimeException | Error e) {
            meters.refusedRow();
            throw e;
        }
        meters.row();
    }

    @Override
    public void append(Instant time, Map<String, ? extends @Nullable Number> row) {
        try {
            session.append(time, row);
        } catch (RuntimeException | Error e) {
            meters.refusedRow();
            throw e;
        }
        meters.row();
    }

    @Override
    public List<String> columns() {
        return session.columns();
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
        if (!closed) {
            closed = true;
            meters.closedSession();
        }
        session.close();
    }

    @Override
    public String toString() {
        return "observed " + session;
    }
}
