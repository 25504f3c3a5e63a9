package io.forecastj.models.bounds;

import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Snapshots;
import io.forecastj.TimeSeries;
import io.forecastj.models.internal.SessionView;
import java.util.List;

/** Session of a member whose forecasts are kept within bounds. For one thread. */
final class BoundedSession implements SessionView {
    private final BoundedPredictor predictor;
    private final PredictionSession session;

    BoundedSession(BoundedPredictor predictor, PredictionSession session) {
        this.predictor = predictor;
        this.session = session;
    }

    @Override
    public PredictionSession behind() {
        return session;
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
        return predictor.within(session.forecast());
    }

    @Override
    public void forecastInto(double[] out) {
        session.forecastInto(out);
        Bounds bounds = predictor.bounds();
        for (int i = 0; i < out.length; i++) {
            out[i] = bounds.apply(out[i]);
        }
    }

    @Override
    public byte[] snapshot() {
        byte[] inner = session.snapshot();
        return Snapshots.write(predictor.modelHash(), out -> out.putBytes(inner));
    }

    @Override
    public void close() {
        session.close();
    }

    @Override
    public String toString() {
        return session + ", bounds: " + predictor.bounds();
    }
}
