package io.forecastj.micrometer;

import io.forecastj.ForecastStatus;

/** Outcome of a call, as the value of the tag {@code status}. */
enum AnswerStatus {
    OK,
    DEGRADED,
    FALLBACK,
    /** Points of {@code forecastInto}, which have no status. */
    POINTS,
    /** An exception. */
    FAILED;

    static AnswerStatus of(ForecastStatus status) {
        return switch (status) {
            case OK -> OK;
            case DEGRADED -> DEGRADED;
            case FALLBACK -> FALLBACK;
        };
    }
}
