package io.forecastj.lifecycle.serving;

import io.forecastj.PredictorClosedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The repeated looks of a reloading predictor. Thread-safe. */
final class RefreshSchedules {
    private static final Logger LOG = LoggerFactory.getLogger(RefreshSchedules.class);

    /** Guarded by this. */
    private final List<ScheduledFuture<?>> running = new ArrayList<>();

    private boolean cancelled;

    ScheduledFuture<?> start(ReloadingPredictor predictor, Duration period, ScheduledExecutorService executor) {
        if (period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException("the time between two looks must be above zero, found " + period);
        }
        long nanos = TimeUnit.NANOSECONDS.convert(period);
        synchronized (this) {
            if (cancelled) {
                throw new PredictorClosedException(predictor.toString());
            }
            running.removeIf(ScheduledFuture::isDone);
            ScheduledFuture<?> schedule =
                    executor.scheduleWithFixedDelay(() -> look(predictor), nanos, nanos, TimeUnit.NANOSECONDS);
            running.add(schedule);
            return schedule;
        }
    }

    /** An executor drops a task that throws, and nobody would look again. */
    private static void look(ReloadingPredictor predictor) {
        try {
            predictor.refresh();
        } catch (PredictorClosedException e) {
            LOG.debug("{} was closed during a look at its alias", predictor, e);
        } catch (RuntimeException | Error e) {
            LOG.error("a look at the alias of {} failed; the next one tries again", predictor, e);
        }
    }

    synchronized void cancel() {
        cancelled = true;
        running.forEach(schedule -> schedule.cancel(false));
        running.clear();
    }
}
