package io.forecastj.micrometer;

import io.forecastj.Forecast;
import io.forecastj.ForwardingSession;
import io.forecastj.PredictionSession;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session whose rows are counted and whose forecasts are timed. Not thread-safe, as every session. */
final class ObservedSession extends ForwardingSession {
    private final ModelVersions versions;
    private final HashFollower<VersionUse> serving;

    /** The meters of the version with which it was opened. */
    private final VersionMeters opened;

    private final Timer[] timers;
    private boolean closed;

    ObservedSession(
            PredictionSession session, ModelVersions versions, HashFollower<VersionUse> serving, VersionMeters opened) {
        super(session);
        this.versions = versions;
        this.serving = serving;
        this.opened = opened;
        this.timers = opened.timers(session);
    }

    /** Once another version serves, the session may have moved to it or not. */
    private VersionMeters meters() {
        return serving.now().meters() == opened ? opened : versions.unknown();
    }

    private Timer[] timers(VersionMeters of) {
        return of == opened ? timers : of.timers(session());
    }

    @Override
    public Forecast forecast() {
        VersionMeters meters = meters();
        long start = meters.now();
        Forecast forecast;
        try {
            forecast = session().forecast();
        } catch (RuntimeException | Error e) {
            meters.failed(timers(meters), e, meters.now() - start);
            throw e;
        }
        meters.made(timers(meters), forecast, meters.now() - start);
        return forecast;
    }

    @Override
    public void forecastInto(double[] out) {
        VersionMeters meters = meters();
        long start = meters.now();
        try {
            session().forecastInto(out);
        } catch (RuntimeException | Error e) {
            meters.failed(timers(meters), e, meters.now() - start);
            throw e;
        }
        meters.points(timers(meters), meters.now() - start);
    }

    @Override
    public void append(long epochMillis, double[] values) {
        VersionMeters meters = meters();
        try {
            session().append(epochMillis, values);
        } catch (RuntimeException | Error e) {
            meters.refusedRow();
            throw e;
        }
        meters.row();
    }

    @Override
    public void append(Instant time, double... values) {
        VersionMeters meters = meters();
        try {
            session().append(time, values);
        } catch (RuntimeException | Error e) {
            meters.refusedRow();
            throw e;
        }
        meters.row();
    }

    @Override
    public void append(Instant time, Map<String, ? extends @Nullable Number> row) {
        VersionMeters meters = meters();
        try {
            session().append(time, row);
        } catch (RuntimeException | Error e) {
            meters.refusedRow();
            throw e;
        }
        meters.row();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            opened.closedSession();
        }
        session().close();
    }

    @Override
    public String toString() {
        return "observed " + session();
    }
}
