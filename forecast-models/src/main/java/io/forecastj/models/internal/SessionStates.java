package io.forecastj.models.internal;

import io.forecastj.AbstractPredictor;
import io.forecastj.PredictionSession;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesState;
import org.jspecify.annotations.Nullable;

/** Access to the states of sessions, which only subclasses of {@link AbstractPredictor} have. */
public abstract class SessionStates extends AbstractPredictor {
    private SessionStates(PredictorInfo info) {
        super(info);
    }

    /**
     * Returns the state of a session.
     *
     * @param session a session, or a {@link SessionView}
     * @return the state; null if no {@link AbstractPredictor} opened the session
     * @throws io.forecastj.PredictorClosedException if the session or its predictor is closed
     */
    public static @Nullable SeriesState of(PredictionSession session) {
        PredictionSession own = session;
        while (own instanceof SessionView view) {
            own = view.behind();
        }
        return stateOf(own);
    }
}
