package io.forecastj.backtest;

import io.forecastj.FitProgress;

/**
 * Watches a backtest and may cancel it.
 *
 * <p>Called on the thread that runs the backtest, about a hundred times in all and at the end of it. An exception that
 * it throws ends the backtest and reaches the caller.
 */
@FunctionalInterface
public interface BacktestListener {
    /** Watches nothing, cancels nothing. */
    BacktestListener NONE = progress -> {};

    /**
     * Takes a report of progress.
     *
     * @param progress how far the backtest has come
     */
    void onProgress(BacktestProgress progress);

    /**
     * Takes a report of a fit within the backtest, as often as the forecaster makes one. Does nothing by default.
     *
     * @param progress how far the fit has come
     */
    default void onFit(FitProgress progress) {}

    /**
     * Asked before each fit, inside fits and before each forecast; a backtest that is cancelled closes what it opened
     * and throws {@link java.util.concurrent.CancellationException}.
     *
     * @return true to end the backtest
     */
    default boolean cancelled() {
        return false;
    }
}
