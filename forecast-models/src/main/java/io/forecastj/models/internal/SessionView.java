package io.forecastj.models.internal;

import io.forecastj.PredictionSession;

/** Session in front of another one, which has the state. */
public interface SessionView extends PredictionSession {
    /**
     * Returns the session behind this one.
     *
     * @return the session
     * @throws io.forecastj.PredictorClosedException if this session or its predictor is closed
     */
    PredictionSession behind();
}
