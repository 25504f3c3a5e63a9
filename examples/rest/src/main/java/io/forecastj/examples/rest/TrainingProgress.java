package io.forecastj.examples.rest;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.backtest.BacktestListener;
import io.forecastj.backtest.BacktestProgress;
import java.util.concurrent.Executor;

/** How far a training is: the evaluation is its first half, the fit on all rows the second. Thread-safe. */
class TrainingProgress implements FitListener, BacktestListener {
    private volatile String phase = "waiting";
    private volatile double completed;
    private volatile boolean cancelled;

    String phase() {
        return phase;
    }

    /** From 0 to 1. */
    double completed() {
        return completed;
    }

    void cancel() {
        cancelled = true;
    }

    @Override
    public void onProgress(BacktestProgress progress) {
        phase = "evaluating";
        completed = 0.5 * progress.done() / Math.max(1, progress.total());
    }

    @Override
    public void onProgress(FitProgress progress) {
        phase = "fitting";
        completed = 0.5 + 0.5 * progress.completed();
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    /** The thread of the training only, which leaves the other processors to requests. */
    @Override
    public Executor executor() {
        return Runnable::run;
    }
}
