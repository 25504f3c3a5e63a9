package io.forecastj.micrometer;

import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesOutcome;
import io.forecastj.TimeSeries;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A predictor whose calls are counted and timed. Thread-safe, as every predictor. */
final class ObservedPredictor implements Predictor {
    private final Predictor predictor;
    private final ModelVersions versions;
    private final HashFollower<VersionUse> serving;
    private final AtomicBoolean closed = new AtomicBoolean();

    ObservedPredictor(Predictor predictor, ModelVersions versions, HashFollower<VersionUse> serving) {
        this.predictor = predictor;
        this.versions = versions;
        this.serving = serving;
    }

    Predictor predictor() {
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
        VersionMeters meters = serving.now().meters();
        long start = meters.now();
        Forecast forecast;
        try {
            forecast = call.get();
        } catch (RuntimeException | Error e) {
            meters.failed(meters.timers(history.id()), e, meters.now() - start);
            throw e;
        }
        meters.made(meters.timers(history.id()), forecast, meters.now() - start);
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
        VersionMeters meters = serving.now().meters();
        long start = meters.now();
        List<Forecast> forecasts;
        try {
            forecasts = call.get();
        } catch (RuntimeException | Error e) {
            failed(meters, histories, e, start);
            throw e;
        }
        long each = each(meters, histories, start);
        for (int i = 0; i < forecasts.size(); i++) {
            meters.made(meters.timers(histories.get(i).id()), forecasts.get(i), each);
        }
        return forecasts;
    }

    /** No series of a call that throws gets a forecast, so each counts as failed. */
    private static void failed(VersionMeters meters, List<TimeSeries> histories, Throwable failure, long start) {
        long each = each(meters, histories, start);
        histories.forEach(history -> meters.failed(meters.timers(history.id()), failure, each));
    }

    private static long each(VersionMeters meters, List<TimeSeries> histories, long start) {
        return (meters.now() - start) / Math.max(1, histories.size());
    }

    @Override
    public List<SeriesOutcome> predictEach(List<TimeSeries> histories) {
        return outcomes(histories, () -> predictor.predictEach(histories));
    }

    @Override
    public List<SeriesOutcome> predictEach(List<TimeSeries> histories, List<TimeSeries> futures) {
        return outcomes(histories, () -> predictor.predictEach(histories, futures));
    }

    private List<SeriesOutcome> outcomes(List<TimeSeries> histories, Supplier<List<SeriesOutcome>> call) {
        VersionMeters meters = serving.now().meters();
        long start = meters.now();
        List<SeriesOutcome> outcomes;
        try {
            outcomes = call.get();
        } catch (RuntimeException | Error e) {
            failed(meters, histories, e, start);
            throw e;
        }
        long each = each(meters, histories, start);
        for (int i = 0; i < outcomes.size(); i++) {
            String id = histories.get(i).id();
            outcomes.get(i).forecast().ifPresent(forecast -> meters.made(meters.timers(id), forecast, each));
            outcomes.get(i).failure().ifPresent(failure -> meters.failed(meters.timers(id), failure, each));
        }
        return outcomes;
    }

    @Override
    public PredictionSession openSession(TimeSeries history) {
        return opened(() -> predictor.openSession(history));
    }

    @Override
    public PredictionSession openSession(TimeSeries history, TimeSeries future) {
        return opened(() -> predictor.openSession(history, future));
    }

    @Override
    public PredictionSession restore(byte[] snapshot) {
        return opened(() -> predictor.restore(snapshot));
    }

    private PredictionSession opened(Supplier<PredictionSession> call) {
        VersionMeters meters = serving.now().meters();
        long start = meters.now();
        PredictionSession session;
        try {
            session = call.get();
        } catch (RuntimeException | Error e) {
            meters.notOpened(e, meters.now() - start);
            throw e;
        }
        meters.opened(meters.now() - start);
        return new ObservedSession(session, versions, serving, meters);
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
        if (closed.compareAndSet(false, true)) {
            serving.end().end();
        }
        predictor.close();
    }

    @Override
    public String toString() {
        return "observed " + predictor;
    }
}
