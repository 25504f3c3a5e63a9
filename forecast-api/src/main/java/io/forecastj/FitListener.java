package io.forecastj;

/**
 * Receives the progress of a fit and may cancel it.
 *
 * <p>Called on the fitting thread; an implementation that is given to several fits at once must be thread-safe. An
 * exception thrown by the listener ends the fit and reaches the caller.
 */
@FunctionalInterface
public interface FitListener {
    /** A listener that ignores progress and never cancels. */
    FitListener NONE = progress -> {};

    /**
     * Receives a report of progress.
     *
     * @param progress the progress of the fit
     */
    void onProgress(FitProgress progress);

    /**
     * Returns whether to cancel the fit; false by default. Called between units of work. A cancelled fit frees its
     * resources and throws {@link java.util.concurrent.CancellationException}.
     *
     * @return true to end the fit
     */
    default boolean cancelled() {
        return false;
    }
}
