package io.forecastj.lifecycle.retraining;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.backtest.BacktestListener;
import io.forecastj.backtest.BacktestProgress;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Listener of the fits and the backtest of a retraining, which renews the lease and ends them when it is lost. */
final class RetrainProgress implements FitListener, BacktestListener {
    private final HeldLease lease;
    private final BooleanSupplier closed;
    private final Consumer<FitProgress> listener;
    private final Executor executor;

    RetrainProgress(HeldLease lease, BooleanSupplier closed, Consumer<FitProgress> listener, Executor executor) {
        this.lease = lease;
        this.closed = closed;
        this.listener = listener;
        this.executor = executor;
    }

    @Override
    public void onProgress(FitProgress progress) {
        listener.accept(progress);
    }

    @Override
    public void onProgress(BacktestProgress progress) {
        lease.renewIfNeeded();
    }

    @Override
    public void onFit(FitProgress progress) {
        listener.accept(progress);
    }

    @Override
    public boolean cancelled() {
        lease.renewIfNeeded();
        return closed.getAsBoolean() || lease.isLost();
    }

    @Override
    public Executor executor() {
        return executor;
    }
}
