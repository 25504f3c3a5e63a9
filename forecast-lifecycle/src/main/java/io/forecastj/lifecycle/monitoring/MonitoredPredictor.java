package io.forecastj.lifecycle.monitoring;

import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesOutcome;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A predictor whose forecasts a {@link Monitor} watches.
 *
 * <p>Thread-safe, as every predictor. Forecasts, snapshots and the hash of the model are those of the predictor inside,
 * bit for bit; what it throws is thrown on. Rows that its sessions receive are recorded as truth and counted for drift.
 *
 * <p>{@link PredictionSession#forecastInto} records its points without allocation: they count in the errors, as points
 * without intervals and status, but neither reach the listener nor the {@linkplain Monitor#log log}. If the same row is
 * forecast by {@link PredictionSession#forecast} too, that forecast counts in their place.
 *
 * <p>It is not saved with a model: save the predictor inside.
 */
public final class MonitoredPredictor implements Predictor {
    private final Predictor predictor;
    private final Monitor monitor;
    private final Predicate<TimeSeries> watched;
    private final @Nullable Long trainedTo;

    MonitoredPredictor(Predictor predictor, Monitor monitor, Predicate<TimeSeries> watched) {
        this.predictor = Objects.requireNonNull(predictor, "predictor");
        this.monitor = monitor;
        this.watched = Objects.requireNonNull(watched, "watched");
        Instant end = predictor.info().trainedTo();
        this.trainedTo = end == null ? null : end.toEpochMilli();
    }

    /** {@return the monitor} */
    public Monitor monitor() {
        return monitor;
    }

    /** {@return the predictor inside} */
    public Predictor predictor() {
        return predictor;
    }

    @Override
    public Forecast predict(TimeSeries history) {
        return one(history, () -> predictor.predict(history));
    }

    @Override
    public Forecast predict(TimeSeries history, TimeSeries future) {
        return one(history, () -> predictor.predict(history, future));
    }

    private Forecast one(TimeSeries history, Supplier<Forecast> call) {
        if (!watched.test(history)) {
            return call.get();
        }
        long start = monitor.nanos();
        Forecast forecast;
        try {
            forecast = call.get();
        } catch (RuntimeException | Error e) {
            monitor.failed(e);
            throw e;
        }
        monitor.took(monitor.nanos() - start, 1);
        record(forecast, history);
        return forecast;
    }

    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories) {
        return all(histories, () -> predictor.predictAll(histories));
    }

    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories, List<TimeSeries> futures) {
        return all(histories, () -> predictor.predictAll(histories, futures));
    }

    private List<Forecast> all(List<TimeSeries> histories, Supplier<List<Forecast>> call) {
        boolean[] counted = watched(histories);
        long start = monitor.nanos();
        List<Forecast> forecasts;
        try {
            forecasts = call.get();
        } catch (RuntimeException | Error e) {
            for (boolean one : counted) {
                if (one) {
                    monitor.failed(e);
                }
            }
            throw e;
        }
        took(monitor.nanos() - start, forecasts.size(), count(counted));
        for (int i = 0; i < forecasts.size(); i++) {
            if (counted[i]) {
                record(forecasts.get(i), histories.get(i));
            }
        }
        return forecasts;
    }

    private boolean[] watched(List<TimeSeries> histories) {
        boolean[] each = new boolean[histories.size()];
        for (int i = 0; i < each.length; i++) {
            each[i] = watched.test(histories.get(i));
        }
        return each;
    }

    private static int count(boolean[] each) {
        int count = 0;
        for (boolean one : each) {
            count += one ? 1 : 0;
        }
        return count;
    }

    /** Takes the share of some of the forecasts that were made together. */
    private void took(long nanos, int together, int counted) {
        if (counted > 0) {
            monitor.took(nanos / together * counted, counted);
        }
    }

    private void record(Forecast forecast, TimeSeries published) {
        TimeSeries history = PredictionSession.knownAtEnd(published, published);
        monitor.history(history, trainedTo);
        monitor.forecast(forecast, ForecastLog.lastValues(forecast, history));
    }

    @Override
    public List<SeriesOutcome> predictEach(List<TimeSeries> histories) {
        return each(histories, () -> predictor.predictEach(histories));
    }

    @Override
    public List<SeriesOutcome> predictEach(List<TimeSeries> histories, List<TimeSeries> futures) {
        return each(histories, () -> predictor.predictEach(histories, futures));
    }

    private List<SeriesOutcome> each(List<TimeSeries> histories, Supplier<List<SeriesOutcome>> call) {
        boolean[] counted = watched(histories);
        long start = monitor.nanos();
        List<SeriesOutcome> outcomes;
        try {
            outcomes = call.get();
        } catch (RuntimeException | Error e) {
            for (boolean one : counted) {
                if (one) {
                    monitor.failed(e);
                }
            }
            throw e;
        }
        long nanos = monitor.nanos() - start;
        boolean[] made = counted.clone();
        for (int i = 0; i < outcomes.size(); i++) {
            made[i] &= outcomes.get(i).forecast().isPresent();
        }
        took(nanos, outcomes.size(), count(made));
        for (int i = 0; i < outcomes.size(); i++) {
            if (counted[i]) {
                TimeSeries history = histories.get(i);
                outcomes.get(i).forecast().ifPresent(forecast -> record(forecast, history));
                outcomes.get(i).failure().ifPresent(monitor::failed);
            }
        }
        return outcomes;
    }

    @Override
    public PredictionSession openSession(TimeSeries published, TimeSeries future) {
        if (!watched.test(published)) {
            return predictor.openSession(published, future);
        }
        PredictionSession session = opened(() -> predictor.openSession(published, future));
        TimeSeries history = PredictionSession.knownAtEnd(published, published);
        monitor.history(history, trainedTo);
        return new MonitoredSession(session, monitor, history, predictor.info(), trainedTo);
    }

    @Override
    public PredictionSession restore(byte[] snapshot) {
        PredictionSession session = opened(() -> predictor.restore(snapshot));
        TimeSeries history = session.history();
        if (!watched.test(history)) {
            return session;
        }
        monitor.history(history, trainedTo);
        return new MonitoredSession(session, monitor, history, predictor.info(), trainedTo);
    }

    private PredictionSession opened(Supplier<PredictionSession> call) {
        try {
            return call.get();
        } catch (RuntimeException | Error e) {
            monitor.failed(e);
            throw e;
        }
    }

    @Override
    public String modelHash() {
        return predictor.modelHash();
    }

    @Override
    public PredictorInfo info() {
        return predictor.info();
    }

    @Override
    public void close() {
        predictor.close();
    }

    @Override
    public String toString() {
        return "watched " + predictor;
    }
}
