package io.forecastj.models.bounds;

import io.forecastj.Forecast;
import io.forecastj.ForwardingSession;
import io.forecastj.PredictionSession;
import io.forecastj.Snapshots;
import io.forecastj.models.internal.SessionView;

/** Session of a member whose forecasts are kept within bounds. For one thread. */
final class BoundedSession extends ForwardingSession implements SessionView {
    private final BoundedPredictor predictor;

    BoundedSession(BoundedPredictor predictor, PredictionSession session) {
        super(session);
        this.predictor = predictor;
    }

    @Override
    public PredictionSession behind() {
        return session();
    }

    @Override
    public Forecast forecast() {
        return predictor.within(session().forecast());
    }

    @Override
    public void forecastInto(double[] out) {
        session().forecastInto(out);
        Bounds bounds = predictor.bounds();
        for (int i = 0; i < out.length; i++) {
            out[i] = bounds.apply(out[i]);
        }
    }

    @Override
    public byte[] snapshot() {
        byte[] inner = session().snapshot();
        return Snapshots.write(predictor.modelHash(), out -> out.putBytes(inner));
    }

    @Override
    public String toString() {
        return session() + ", bounds: " + predictor.bounds();
    }
}
