package io.forecastj.spring;

import io.forecastj.Predictor;
import io.forecastj.lifecycle.monitoring.MonitoredPredictor;
import io.forecastj.lifecycle.serving.RecordedPredictor;
import io.forecastj.models.fallback.BreakerState;
import io.forecastj.models.fallback.FallbackPredictor;
import io.forecastj.models.fallback.MemberState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the members of fallbacks inside a version that do not answer, so that others answer for them. */
final class SilentMembers {
    private final WrappedVersion version;
    private final Set<Predictor> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<String> found = new ArrayList<>();

    private SilentMembers(WrappedVersion version) {
        this.version = version;
    }

    /** Says which members do not answer and why, or returns empty if all that are called do. */
    static Optional<String> of(WrappedVersion version) {
        SilentMembers members = new SilentMembers(version);
        members.look(version.predictor());
        return members.found.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", members.found));
    }

    private void look(Predictor predictor) {
        if (!seen.add(predictor)) {
            return; // a customizer may have returned what an earlier one was given
        }
        if (predictor instanceof FallbackPredictor fallback) {
            members(fallback);
        } else if (predictor instanceof MonitoredPredictor watched) {
            look(watched.predictor());
        } else if (predictor instanceof RecordedPredictor recorded) {
            look(recorded.predictor());
        } else {
            Predictor given = version.inside().get(predictor);
            if (given != null) {
                look(given);
            }
        }
    }

    private void members(FallbackPredictor fallback) {
        List<Predictor> members = fallback.members();
        List<MemberState> states = fallback.states();
        for (int i = 0; i < members.size(); i++) {
            look(members.get(i));
            MemberState state = states.get(i);
            boolean open = state.breaker() != BreakerState.CLOSED;
            boolean late = state.failures() > 0 && state.running() > 0;
            if (!open && !late) {
                return; // later members are not called, so that their states are of the past
            }
            found.add("the member '" + state.name() + "' of '" + fallback.info().name() + "' does not answer: "
                    + (open ? "its circuit breaker is " + state.breaker() : state.running() + " of its calls still run")
                    + " (failures in a row: " + state.failures() + ", the last: " + state.lastFailure() + ")");
        }
    }
}
