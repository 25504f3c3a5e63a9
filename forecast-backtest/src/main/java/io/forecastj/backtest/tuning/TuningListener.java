package io.forecastj.backtest.tuning;

/**
 * Watches a search and may cancel it.
 *
 * <p>Called on the thread that runs the search. An exception that it throws ends the search and reaches the caller.
 */
@FunctionalInterface
public interface TuningListener {
    /** Watches nothing, cancels nothing. */
    TuningListener NONE = progress -> {};

    /**
     * Takes a report after each evaluation, also of those that were read from a log.
     *
     * @param progress how far the search has come
     */
    void onProgress(TuningProgress progress);

    /**
     * Asked before each evaluation, inside fits and before each forecast; a search that is cancelled throws {@link
     * java.util.concurrent.CancellationException}. What it has finished stands in its log, if it has one.
     *
     * @return true to end the search
     */
    default boolean cancelled() {
        return false;
    }
}
