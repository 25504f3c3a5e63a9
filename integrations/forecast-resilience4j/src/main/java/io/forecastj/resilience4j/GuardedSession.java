package io.forecastj.resilience4j;

import io.forecastj.Forecast;
import io.forecastj.ForwardingSession;
import io.forecastj.PredictionSession;

/** A session whose forecasts need permission, and whose rows do not. For one thread. */
final class GuardedSession extends ForwardingSession {
    private final CallGuard guard;

    GuardedSession(PredictionSession session, CallGuard guard) {
        super(session);
        this.guard = guard;
    }

    @Override
    public Forecast forecast() {
        return guard.call(session()::forecast);
    }

    @Override
    public void forecastInto(double[] out) {
        guard.call(() -> {
            session().forecastInto(out);
            return out;
        });
    }
}
