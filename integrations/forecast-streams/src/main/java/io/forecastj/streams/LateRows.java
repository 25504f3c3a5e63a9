package io.forecastj.streams;

/**
 * Policy for a row that is not after the last one of its series, and does not repeat one.
 *
 * <p>By both policies the row is the truth of forecasts that still wait for its time.
 */
public enum LateRows {
    /** Leave the series as it is. The answer is {@link StreamForecast.Outcome#LATE}. */
    IGNORE,
    /**
     * Put the row in its place among the rows that are kept of the series, where it replaces one of the same time, and
     * open the session anew on them. The answer is {@link StreamForecast.Outcome#REVISED} with a forecast from the same
     * origin as before. A row earlier than all that are kept is ignored. Adaptive weights and intervals begin anew with
     * those that the model learnt in its training.
     */
    INSERT
}
