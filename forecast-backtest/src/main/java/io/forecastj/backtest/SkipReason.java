package io.forecastj.backtest;

/**
 * Reason why no forecast was made for a series at an origin.
 *
 * <p>Immutable and thread-safe.
 */
public enum SkipReason {
    /** The series has no row yet. */
    NOT_STARTED("the series has not started"),
    /** The series has no row after the origin, so there is no actual value to compare with. */
    ENDED("the series has ended"),
    /** The series has no new row since the previous origin, so the same forecast would be counted twice. */
    NO_NEW_ROW("no new row since the last origin"),
    /** The predictor needs more rows than the series has up to the origin. */
    SHORT_HISTORY("too little history"),
    /** The predictor needs known-future columns for more steps than the series has rows after the origin. */
    UNKNOWN_FUTURE("known-future columns end too early"),
    /** The training rows of the window are too few for a fit, such as where most values are missing. */
    NOT_FITTED("too few training rows for a fit"),
    /** The fit or the forecast failed; {@link ModelScores#failures()} has the cause. */
    FAILED("failed");

    private final String text;

    SkipReason(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
