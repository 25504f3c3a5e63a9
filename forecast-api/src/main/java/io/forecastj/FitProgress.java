package io.forecastj;

import java.util.Map;

/**
 * How far a fit has come.
 *
 * <p>Immutable.
 *
 * @param forecaster the name of the forecaster that is being fitted
 * @param phase what it does now, such as {@code "features"} or {@code "boosting step 3"}
 * @param done units of work done in this phase, such as boosting rounds
 * @param total units of work in this phase at most; early stopping may end it before
 * @param metrics losses by name, such as {@code "l2"} on the validation slice; may be empty
 */
public record FitProgress(String forecaster, String phase, int done, int total, Map<String, Double> metrics) {
    /**
     * Copies the metrics.
     *
     * @param forecaster the name of the forecaster that is being fitted
     * @param phase what it does now
     * @param done units of work done in this phase
     * @param total units of work in this phase at most
     * @param metrics losses by name
     */
    public FitProgress {
        metrics = Map.copyOf(metrics);
    }
}
