package io.forecastj.cache;

import io.forecastj.Forecast;
import io.forecastj.TimeSeries;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * A call that waits for its forecast.
 *
 * <p>The answer is set by the thread that runs the batch, and read after the lock of the queue has passed from that
 * thread to the caller's.
 */
final class BatchCall {
    final TimeSeries history;
    final @Nullable TimeSeries future;

    /** Wakes the caller; used under the lock of the queue, as are the flags. */
    final Condition wake;

    final long arrived;
    boolean queued = true;
    boolean ended;
    boolean abandoned;

    private @Nullable Forecast forecast;
    private @Nullable Throwable failure;

    BatchCall(TimeSeries history, @Nullable TimeSeries future, Condition wake, long arrived) {
        this.history = history;
        this.future = future;
        this.wake = wake;
        this.arrived = arrived;
    }

    void answer(Forecast answer) {
        forecast = answer;
    }

    void fail(Throwable thrown) {
        failure = thrown;
    }

    /** Returns whether there is a forecast or a failure. */
    boolean answered() {
        return forecast != null || failure != null;
    }

    Forecast result() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        return Objects.requireNonNull(forecast);
    }
}
