package io.forecastj;

/**
 * Watches a fit and may cancel it.
 *
 * <p>Called on the fitting thread; an implementation that is given to several fits at once must be thread-safe. An
 * exception that it throws ends the fit and reaches the caller.
 */
@FunctionalInterface
public interface FitListener {
    /** Watches nothing, cancels nothing. */
    FitListener NONE = progress -> {};

    /**
     * Takes a report of progress.
     *
     * @param progress how far the fit has come
     */
    void onProgress(FitProgress progress);

    /**
     * Asked between units of work; a fit that is cancelled frees what it holds and throws {@link
     * java.util.concurrent.CancellationException}.
     *
     * @return true to end the fit
     */
    default boolean cancelled() {
        return false;
    }
}
