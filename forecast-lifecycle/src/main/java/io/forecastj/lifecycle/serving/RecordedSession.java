package io.forecastj.lifecycle.serving;

import io.forecastj.Forecast;
import io.forecastj.ForwardingSession;
import io.forecastj.PredictionSession;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session whose forecasts the JDK Flight Recorder can record. Not thread-safe, as every session. */
final class RecordedSession extends ForwardingSession {
    private final RecordedCalls calls;

    RecordedSession(PredictionSession session, RecordedCalls calls) {
        super(session);
        this.calls = calls;
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
