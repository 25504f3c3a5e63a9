package io.forecastj.backtest.splits;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Passes calls on to the caller's listener, and notes whether that threw, which ends the evaluation and is no failure
 * of a split. Thread-safe as that one.
 */
final class EndingListener implements FitListener {
    private final FitListener listener;
    private volatile boolean thrown;

    EndingListener(FitListener listener) {
        this.listener = listener;
    }

    @Override
    public void onProgress(FitProgress progress) {
        noting(() -> {
            listener.onProgress(progress);
            return true;
        });
    }

    @Override
    public boolean cancelled() {
        return noting(listener::cancelled);
    }

    @Override
    public Executor executor() {
        return listener.executor();
    }

    private boolean noting(Supplier<Boolean> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            thrown = true;
            throw e;
        }
    }

    /** Throws an exception of a split if it comes from the listener or from a cancellation. */
    void rethrowIfEnded(RuntimeException e) {
        if (thrown || e instanceof CancellationException) {
            throw e;
        }
    }
}
