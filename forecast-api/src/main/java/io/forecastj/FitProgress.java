package io.forecastj;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Progress of a fit.
 *
 * <p>Immutable and thread-safe.
 *
 * @param forecaster the name of the forecaster that is being fitted, which may be a member of the whole
 * @param phase the current phase, such as {@code "features"} or {@code "boosting step 3"}
 * @param done the number of units of work done in this phase, such as boosting rounds
 * @param total the greatest number of units in this phase; early stopping may end it before
 * @param metrics losses by name, such as {@code "l2"} on the validation slice; may be empty; copied
 * @param completed the part of the whole fit that is done, with all members, folds and steps, from 0 to 1. For the
 *     listener of a fit it never decreases, and it is exactly 1 in the last report. It is an estimate, in which fits
 *     count by their rows
 */
public record FitProgress(
        String forecaster, String phase, int done, int total, Map<String, Double> metrics, double completed) {
    /**
     * Copies the metrics and checks the part.
     *
     * @param forecaster the name of the forecaster that is being fitted
     * @param phase the current phase
     * @param done the number of units of work done in this phase
     * @param total the greatest number of units in this phase
     * @param metrics losses by name
     * @param completed the part of the whole fit that is done
     * @throws IllegalArgumentException if {@code completed} is not between 0 and 1
     */
    public FitProgress {
        metrics = Map.copyOf(metrics);
        if (!(completed >= 0 && completed <= 1)) {
            throw new IllegalArgumentException("the completed part of a fit must be from 0 to 1, found " + completed);
        }
    }

    /**
     * Creates a report of a fit that has one phase only.
     *
     * @param forecaster the name of the forecaster that is being fitted
     * @param phase the phase
     * @param done the number of units of work done, at least 0
     * @param total the greatest number of units
     * @param metrics losses by name
     */
    public FitProgress(String forecaster, String phase, int done, int total, Map<String, Double> metrics) {
        this(forecaster, phase, done, total, metrics, total <= 0 ? 0 : Math.min(1, (double) done / total));
    }

    /**
     * Estimates the time until the end of the fit from that since its start.
     *
     * @param elapsed the time since the fit began
     * @return the time left if the rest goes on at the same speed; empty as long as nothing is completed
     */
    public Optional<Duration> timeLeft(Duration elapsed) {
        double nanos = elapsed.toNanos() * (1 - completed) / completed;
        return completed > 0 && nanos < Long.MAX_VALUE ? Optional.of(Duration.ofNanos((long) nanos)) : Optional.empty();
    }

    /** Returns this report with another part of a whole fit. */
    FitProgress of(double whole) {
        return new FitProgress(forecaster, phase, done, total, metrics, whole);
    }
}
