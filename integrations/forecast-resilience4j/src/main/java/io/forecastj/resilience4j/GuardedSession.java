package io.forecastj.resilience4j;

import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.TimeSeries;
import java.util.List;

/** A session whose forecasts need permission, and whose rows do not. For one thread. */
final class GuardedSession implements PredictionSession {
    private final PredictionSession session;
    private final CallGuard guard;

    GuardedSession(PredictionSession session, CallGuard guard) {
        this.session = session;
        this.guard = guard;
    }

    @Override
    public List<String> columns() {
        return session.columns();
    }

    @Override
    public void append(long epochMillis, double[] values) {
        session.append(epochMillis, values);
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
    public Forecast forecast() {
        return guard.call(session::forecast);
    }

    @Override
    public void forecastInto(double[] out) {
        guard.call(() -> {
            session.forecastInto(out);
            return out;
        });
    }

    @Override
    public byte[] snapshot() {
        return session.snapshot();
    }

    @Override
    public void close() {
        session.close();
    }
}
