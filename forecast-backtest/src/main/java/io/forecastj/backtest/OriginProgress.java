package io.forecastj.backtest;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Counts origins, reports to the listener about a hundred times, and checks for cancellation. */
final class OriginProgress {
    private final BacktestListener listener;
    private final Executor executor;
    private final long total;
    private long done;
    private long reported;
    /** What the listener threw: that ends the backtest, and is no failure of a fold. */
    private @Nullable RuntimeException thrown;

    OriginProgress(BacktestListener listener, Executor executor, long total) {
        this.listener = listener;
        this.executor = executor;
        this.total = total;
    }

    void done(String model) {
        done++;
        long percent = done * 100 / total;
        if (percent > reported) {
            reported = percent;
            listener.onProgress(new BacktestProgress(model, done, total));
        }
    }

    void requireNotCancelled() {
        if (listener.cancelled()) {
            throw new CancellationException("the backtest was cancelled after " + done + " of " + total + " origins");
        }
    }

    /** Throws an exception of a fit if it comes from the listener or from a cancellation. */
    void rethrowIfEnded(RuntimeException e) {
        if (thrown != null || e instanceof CancellationException) {
            throw e;
        }
    }

    FitListener fitListener() {
        return new FitListener() {
            @Override
            public void onProgress(FitProgress progress) {
                try {
                    listener.onFit(progress);
                } catch (RuntimeException e) {
                    thrown = e;
                    throw e;
                }
            }

            @Override
            public boolean cancelled() {
                return listener.cancelled();
            }

            @Override
            public Executor executor() {
                return executor;
            }
        };
    }
}
