package io.forecastj.lifecycle.serving;

import io.forecastj.Forecast;
import io.forecastj.ForwardingSession;
import io.forecastj.PredictionSession;

/** A session whose forecasts the JDK Flight Recorder can record. Not thread-safe, as every session. */
final class RecordedSession extends ForwardingSession {
    private final RecordedCalls calls;

    RecordedSession(PredictionSession session, RecordedCalls calls) {
        super(session);
        this.calls = calls;
    }

    @Override
    public Forecast forecast() {
        return RecordedCalls.recording() ? calls.forecast(session()) : session().forecast();
    }

    @Override
    public void forecastInto(double[] out) {
        if (RecordedCalls.recording()) {
            calls.points(session(), out);
        } else {
            session().forecastInto(out);
        }
    }
}
