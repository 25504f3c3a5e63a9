package io.forecastj.models.auto;

import io.forecastj.Forecaster;

/**
 * Forecaster that may become a member.
 *
 * @param forecaster the forecaster
 * @param seconds the expected time of a fit on one thread, a coarse estimate by which fits are ordered
 * @param leftOut the reason for which it is not even tried, or an empty text
 */
record Candidate(Forecaster forecaster, double seconds, String leftOut) {
    Candidate(Forecaster forecaster, double seconds) {
        this(forecaster, seconds, "");
    }

    String name() {
        return forecaster.name();
    }
}
