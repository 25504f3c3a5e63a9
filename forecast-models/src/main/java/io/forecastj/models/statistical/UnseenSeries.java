package io.forecastj.models.statistical;

/**
 * Policy for a history whose model is not known: of a series that training did not see, or without the last training
 * row of the one that it saw.
 *
 * <p>Immutable and thread-safe.
 */
public enum UnseenSeries {
    /**
     * A model is estimated from all rows of the history, again at every forecast that follows a new row. Such a
     * forecast takes as long as a fit of one series, and its session keeps all values.
     */
    ESTIMATE,
    /** The forecast throws {@link io.forecastj.InvalidSeriesException}. */
    REFUSE
}
