package io.forecastj.backtest;

import io.forecastj.FitProgress;

/**
 * Receives the progress of a backtest and may cancel it.
 *
 * <p>Every method is called by one thread at a time, so an implementation that is used by one backtest at a time need
 * not be thread-safe. It may be called from other threads than the one that runs the backtest: those that help with a
 * fit, or with the folds of a {@linkplain Backtest#parallel parallel} run. Progress is reported about a hundred times,
 * the last time at the end. An exception thrown by the listener ends the backtest and reaches the caller.
 */
@FunctionalInterface
public interface BacktestListener {
    /** A listener that ignores progress and never cancels. */
    BacktestListener NONE = progress -> {};

    /**
     * Receives a report of progress.
     *
     * @param progress the number of origins done so far
     */
    void onProgress(BacktestProgress progress);

    /**
     * Receives a report of progress within one fit, whenever the forecaster makes one. Does nothing by default.
     *
     * @param progress the progress of the fit
     */
    default void onFit(FitProgress progress) {}

    /**
     * Returns whether to cancel the backtest; false by default. Called before each fit, during fits and before each
     * forecast. A cancelled backtest closes its predictors and sessions and throws {@link
     * java.util.concurrent.CancellationException}.
     *
     * @return true to end the backtest
     */
    default boolean cancelled() {
        return false;
    }
}
