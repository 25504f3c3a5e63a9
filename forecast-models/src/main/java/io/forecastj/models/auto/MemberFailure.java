package io.forecastj.models.auto;

import io.forecastj.ForecastException;

/** Failure of one of the chosen members on all rows. */
final class MemberFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int candidate;
    private final String reason;

    MemberFailure(int candidate, String message, ForecastException cause) {
        super(cause);
        this.candidate = candidate;
        this.reason = "it cannot be fitted to all rows: " + message;
    }

    /** Returns the index of the member among the candidates. */
    int candidate() {
        return candidate;
    }

    /** Returns the reason for the report. */
    String reason() {
        return reason;
    }
}
