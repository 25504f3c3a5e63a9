package io.forecastj.backtest.tuning;

/**
 * Receives the progress of a search and may cancel it.
 *
 * <p>Every method is called by one thread at a time, but not always by the one that runs the search, so an
 * implementation that is used by one search at a time need not be thread-safe. Trials run in parallel and are reported
 * in the order of their numbers. An exception thrown by the listener ends the search and reaches the caller.
 */
@FunctionalInterface
public interface TuningListener {
    /** A listener that ignores progress and never cancels. */
    TuningListener NONE = progress -> {};

    /**
     * Receives a report after each evaluation, including those read from a log.
     *
     * @param progress the progress of the search
     */
    void onProgress(TuningProgress progress);

    /**
     * Returns whether to cancel the search; false by default. Called before each evaluation, during fits and before
     * each forecast. A cancelled search throws {@link java.util.concurrent.CancellationException}. Finished evaluations
     * are kept in its log, if it has one.
     *
     * @return true to end the search
     */
    default boolean cancelled() {
        return false;
    }
}
