package io.forecastj.models.internal;

import io.forecastj.PredictionSession;
import io.forecastj.SeriesState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** State of a predictor around one other, whose points are those of the other. */
public interface WrapperState extends ExplainedState {
    /**
     * Returns the session inside.
     *
     * @return the member
     */
    MemberSession member();

    @Override
    default @Nullable PointParts explain(int target, int step) {
        return member().explain(target, step);
    }

    @Override
    default Map<String, Double> gainShares() {
        return member().gainShares();
    }

    /**
     * Returns the state of a session, behind all wrappers.
     *
     * @param session a session
     * @return the state; null if it is not a state of this library, or the session inside has not enough rows
     */
    static @Nullable SeriesState inside(PredictionSession session) {
        SeriesState state = SessionStates.of(session);
        while (state instanceof WrapperState wrapper) {
            state = wrapper.member().state();
        }
        return state;
    }
}
