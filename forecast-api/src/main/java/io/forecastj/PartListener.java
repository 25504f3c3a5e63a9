package io.forecastj;

import java.util.concurrent.Executor;

/**
 * Listener of a phase of a fit, which takes a span of the whole.
 *
 * @param listener the listener of the whole
 * @param from the part of the whole that is completed at the start
 * @param to the part that is completed at the end
 */
record PartListener(FitListener listener, double from, double to) implements FitListener {
    PartListener {
        if (!(0 <= from && from <= to && to <= 1)) {
            throw new IllegalArgumentException(
                    "the span of a phase must lie between 0 and 1, found " + from + " to " + to);
        }
    }

    @Override
    public void onProgress(FitProgress progress) {
        double part = progress.completed();
        listener.onProgress(progress.of(part == 1 ? to : Math.min(to, from + part * (to - from))));
    }

    @Override
    public boolean cancelled() {
        return listener.cancelled();
    }

    @Override
    public Executor executor() {
        return listener.executor();
    }
}
