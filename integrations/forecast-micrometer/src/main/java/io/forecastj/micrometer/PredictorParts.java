package io.forecastj.micrometer;

import io.forecastj.Predictor;
import io.forecastj.lifecycle.monitoring.MonitoredPredictor;
import io.forecastj.lifecycle.serving.RecordedPredictor;
import io.forecastj.models.fallback.FallbackPredictor;
import java.util.ArrayList;
import java.util.List;

/**
 * The predictors inside a predictor, as far as monitored, recorded and observed ones and fallbacks show them. Other
 * wrappers have modules that this one does not depend on, or do not show what is inside.
 */
final class PredictorParts {
    private PredictorParts() {}

    /** Returns a predictor and those inside it, the outer ones first. */
    static List<Predictor> of(Predictor predictor) {
        List<Predictor> parts = new ArrayList<>();
        add(predictor, parts);
        return parts;
    }

    private static void add(Predictor predictor, List<Predictor> parts) {
        parts.add(predictor);
        if (predictor instanceof MonitoredPredictor watched) {
            add(watched.predictor(), parts);
        } else if (predictor instanceof RecordedPredictor recorded) {
            add(recorded.predictor(), parts);
        } else if (predictor instanceof ObservedPredictor observed) {
            add(observed.predictor(), parts);
        } else if (predictor instanceof TracedPredictor traced) {
            add(traced.predictor(), parts);
        } else if (predictor instanceof FallbackPredictor fallback) {
            fallback.members().forEach(member -> add(member, parts));
        }
    }
}
