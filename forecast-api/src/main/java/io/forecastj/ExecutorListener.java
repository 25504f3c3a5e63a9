package io.forecastj;

import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * A listener of a fit on a given executor.
 *
 * @param listener receives the progress and may cancel
 */
record ExecutorListener(FitListener listener, Executor executor) implements FitListener {
    ExecutorListener {
        Objects.requireNonNull(executor, "executor");
    }

    @Override
    public void onProgress(FitProgress progress) {
        listener.onProgress(progress);
    }

    @Override
    public boolean cancelled() {
        return listener.cancelled();
    }
}
