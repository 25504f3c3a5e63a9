package io.forecastj.lifecycle.trial;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.MessageText;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.SeriesOutcome;
import io.forecastj.TimeSeries;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One shadow of a {@link ShadowPredictor}: runs its calls, on the executor if there is one, and counts what became of
 * them. Nothing that the shadow or the recorder throws leaves this class.
 *
 * <p>Thread-safe.
 */
final class ShadowLane {
    private final String name;
    private final Predictor predictor;
    private final Recording recording;
    private final @Nullable Executor executor;
    private final int maxInFlight;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final LongAdder recorded = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder leftSessions = new LongAdder();
    private volatile @Nullable String lastFailure;
    private volatile boolean closed;

    ShadowLane(String name, Predictor predictor, Recording recording, @Nullable Executor executor, int maxInFlight) {
        this.name = name;
        this.predictor = predictor;
        this.recording = recording;
        this.executor = executor;
        this.maxInFlight = maxInFlight;
    }

    /** Returns whether calls run on the caller's thread. */
    boolean direct() {
        return executor == null;
    }

    /** Returns whether the predictor reads known-future rows, which a reload may change; another one gets none. */
    boolean takesFuture() {
        return !predictor.info().columns(ColumnRole.KNOWN_FUTURE).isEmpty();
    }

    int maxInFlight() {
        return maxInFlight;
    }

    /** Forecasts what the primary has forecast. */
    void forecast(Forecast primary, TimeSeries history, @Nullable TimeSeries future) {
        if (!start(() -> judge(primary, history, future))) {
            dropped(1);
        }
    }

    private void judge(Forecast primary, TimeSeries history, @Nullable TimeSeries future) {
        try {
            add(
                    primary,
                    future != null && takesFuture() ? predictor.predict(history, future) : predictor.predict(history));
        } catch (Throwable e) {
            failed(e);
        }
    }

    /** Forecasts the series of which the primary has forecast all. */
    void forecastAll(List<Forecast> primary, List<TimeSeries> histories, @Nullable List<TimeSeries> futures) {
        if (!start(() -> judgeAll(primary, histories, futures))) {
            dropped(primary.size());
        }
    }

    private void judgeAll(List<Forecast> primary, List<TimeSeries> histories, @Nullable List<TimeSeries> futures) {
        int done = 0;
        try {
            List<SeriesOutcome> outcomes = futures != null && takesFuture()
                    ? predictor.predictEach(histories, futures)
                    : predictor.predictEach(histories);
            for (; done < primary.size(); done++) {
                SeriesOutcome outcome = outcomes.get(done);
                if (outcome.forecast().isPresent()) {
                    add(primary.get(done), outcome.forecast().get());
                } else {
                    failed(outcome.failure().orElseThrow());
                }
            }
        } catch (Throwable e) {
            failed(e);
            failed.add(primary.size() - done - 1L);
        }
    }

    PredictionSession open(TimeSeries history, TimeSeries future) {
        return takesFuture() ? predictor.openSession(history, future) : predictor.openSession(history);
    }

    /** Records a forecast that can be compared with the primary's; otherwise counts it as failed. */
    void add(Forecast primary, Forecast forecast) {
        String flaw = flaw(primary, forecast);
        if (flaw != null) {
            failed.increment();
            lastFailure = flaw;
        } else if (!closed) {
            if (recording.add(name, forecast)) {
                recorded.increment();
            } else {
                failed.increment();
                lastFailure = "the recorder threw";
            }
        }
    }

    private static @Nullable String flaw(Forecast primary, Forecast forecast) {
        if (!forecast.origin().equals(primary.origin())
                || !forecast.seriesId().equals(primary.seriesId())
                || !forecast.targets().equals(primary.targets())
                || !forecast.steps().equals(primary.steps())) {
            return MessageText.cut("expected a forecast like " + primary + ", found " + forecast);
        }
        if (!forecast.classes().isEmpty()) {
            return null;
        }
        for (String target : forecast.targets()) {
            for (int step : forecast.steps()) {
                if (!Double.isFinite(forecast.point(target, step))) {
                    return "the forecast of '" + target + "' from " + forecast.origin() + " has the value "
                            + forecast.point(target, step) + " at step " + step;
                }
            }
        }
        return null;
    }

    /** Runs work that throws nothing; returns false if it will never run. */
    boolean start(Runnable work) {
        Executor threads = executor;
        if (closed) {
            return false;
        }
        if (threads == null) {
            work.run();
            return true;
        }
        if (inFlight.incrementAndGet() > maxInFlight) {
            inFlight.decrementAndGet();
            return false;
        }
        try {
            threads.execute(() -> {
                try {
                    work.run();
                } finally {
                    inFlight.decrementAndGet();
                }
            });
            return true;
        } catch (Throwable e) { // refused, or no thread could be made
            inFlight.decrementAndGet();
            lastFailure = text(e);
            return false;
        }
    }

    void dropped(long forecasts) {
        dropped.add(forecasts);
    }

    void failed(Throwable thrown) {
        failed.increment();
        lastFailure = text(thrown);
    }

    void left(String why) {
        leftSessions.increment();
        lastFailure = why;
    }

    void closingFailed(Throwable thrown) {
        lastFailure = text(thrown);
    }

    static String text(Throwable thrown) {
        try {
            return MessageText.cut(thrown.toString());
        } catch (Throwable e) { // a getMessage that throws
            return thrown.getClass().getName();
        }
    }

    void close() {
        closed = true;
    }

    boolean closed() {
        return closed;
    }

    ShadowState state() {
        return new ShadowState(name, recorded.sum(), failed.sum(), dropped.sum(), leftSessions.sum(), lastFailure);
    }
}
