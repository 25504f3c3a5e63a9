package io.forecastj.backtest;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts origins, reports to the listener about a hundred times, and checks for cancellation. Thread-safe: the listener
 * is called by one thread at a time.
 */
final class OriginProgress {
    /** The counts and the listener, shared by all threads. */
    private static final class Shared {
        private final BacktestListener listener;
        private final long total;
        private long done;
        private long reported;
        /** Exception of the listener: it ends the backtest, and is no failure of a fold. */
        private @Nullable RuntimeException thrown;

        Shared(BacktestListener listener, long total) {
            this.listener = listener;
            this.total = total;
        }

        synchronized void done(String model) {
            done++;
            long percent = done * 100 / total;
            if (percent > reported) {
                reported = percent;
                listener.onProgress(new BacktestProgress(model, done, total));
            }
        }

        synchronized void onFit(FitProgress progress) {
            try {
                listener.onFit(progress);
            } catch (RuntimeException e) {
                thrown = e;
                throw e;
            }
        }

        synchronized boolean cancelled() {
            try {
                return listener.cancelled();
            } catch (RuntimeException e) {
                thrown = e;
                throw e;
            }
        }

        synchronized CancellationException cancellation() {
            return new CancellationException("the backtest was cancelled after " + done + " of " + total + " origins");
        }

        synchronized boolean hasThrown() {
            return thrown != null;
        }
    }

    private final Shared shared;
    private final Executor executor;
    private final BooleanSupplier stopped;

    OriginProgress(BacktestListener listener, Executor executor, long total) {
        this(new Shared(listener, total), executor, () -> false);
    }

    private OriginProgress(Shared shared, Executor executor, BooleanSupplier stopped) {
        this.shared = shared;
        this.executor = executor;
        this.stopped = stopped;
    }

    /** The same progress for a part that also ends once a condition holds. */
    OriginProgress until(BooleanSupplier condition) {
        return new OriginProgress(shared, executor, condition);
    }

    void done(String model) {
        shared.done(model);
    }

    boolean cancelled() {
        return stopped.getAsBoolean() || shared.cancelled();
    }

    void requireNotCancelled() {
        if (cancelled()) {
            throw shared.cancellation();
        }
    }

    /** Throws an exception of a fit if it comes from the listener or from a cancellation. */
    void rethrowIfEnded(RuntimeException e) {
        if (e instanceof CancellationException || shared.hasThrown()) {
            throw e;
        }
    }

    FitListener fitListener() {
        return new FitListener() {
            @Override
            public void onProgress(FitProgress progress) {
                shared.onFit(progress);
            }

            @Override
            public boolean cancelled() {
                return OriginProgress.this.cancelled();
            }

            @Override
            public Executor executor() {
                return executor;
            }
        };
    }
}
