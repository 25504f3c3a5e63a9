package io.forecastj;

import java.util.Map;

/**
 * Progress of a fit.
 *
 * <p>Immutable and thread-safe.
 *
 * @param forecaster the name of the forecaster that is being fitted
 * @param phase the current phase, such as {@code "features"} or {@code "boosting step 3"}
 * @param done the number of units of work done in this phase, such as boosting rounds
 * @param total the greatest number of units in this phase; early stopping may end it before
 * @param metrics losses by name, such as {@code "l2"} on the validation slice; may be empty; copied
 */
public record FitProgress(String forecaster, String phase, int done, int total, Map<String, Double> metrics) {
    /**
     * Copies the metrics.
     *
     * @param forecaster the name of the forecaster that is being fitted
     * @param phase the current phase
     * @param done the number of units of work done in this phase
     * @param total the greatest number of units in this phase
     * @param metrics losses by name
     */
    public FitProgress {
        metrics = Map.copyOf(metrics);
    }
}
