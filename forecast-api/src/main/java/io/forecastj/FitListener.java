package io.forecastj;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * Receives the progress of a fit and may cancel it, and has the executor for its parts.
 *
 * <p>A fit of several parts, such as an ensemble's members and folds or the models of a direct strategy, runs them in
 * parallel. Its listener is called by one thread at a time, but not always by the same one, and the order in which
 * parts report is not determined. An implementation that is given to several fits at once must be thread-safe. An
 * exception thrown by the listener ends the fit and reaches the caller. A listener that passes on to another one must
 * pass on {@link #executor()} too.
 *
 * <pre>{@code
 * forecaster.fit(List.of(series), FitListener.NONE.on(pool));             // parts run on this pool
 * forecaster.fit(List.of(series), FitListener.NONE.on(Runnable::run));    // one after the other
 * }</pre>
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

    /**
     * Returns the executor whose threads help the calling thread with independent parts of the fit. The fitted
     * predictor is the same in every bit whatever it is. At most as many fits run at the same time as it has threads,
     * and one more on the calling thread.
     *
     * @return the executor; {@link ForkJoinPool#commonPool()} unless overridden, so that a fit uses all processors
     */
    default Executor executor() {
        return ForkJoinPool.commonPool();
    }

    /**
     * Returns a listener that reports and cancels as this one, for a fit whose parts run on a given executor.
     *
     * @param executor the executor; {@code Runnable::run} for a fit on the calling thread only
     * @return the listener
     */
    default FitListener on(Executor executor) {
        return new ExecutorListener(this, executor);
    }
}
