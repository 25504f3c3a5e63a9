package io.forecastj.resilience4j;

import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesOutcome;
import io.forecastj.TimeSeries;
import java.util.List;

/**
 * A predictor whose calls need permission. Forecasts and the opening of sessions do, each as one call, also one of many
 * series; the rows of a session do not: one that was refused would be lacking in all later forecasts.
 *
 * <p>Thread-safe.
 */
final class GuardedPredictor implements Predictor {
    private final Predictor predictor;
    private final CallGuard guard;

    GuardedPredictor(Predictor predictor, CallGuard guard) {
        this.predictor = predictor;
        this.guard = guard;
    }

    @Override
    public Forecast predict(TimeSeries history) {
        return guard.call(() -> predictor.predict(history));
    }

    @Override
    public Forecast predict(TimeSeries history, TimeSeries future) {
        return guard.call(() -> predictor.predict(history, future));
    }

    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories) {
        return guard.call(() -> predictor.predictAll(histories));
    }

    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories, List<TimeSeries> futures) {
        return guard.call(() -> predictor.predictAll(histories, futures));
    }

    @Override
    public List<SeriesOutcome> predictEach(List<TimeSeries> histories) {
        return guard.call(() -> predictor.predictEach(histories));
    }

    @Override
    public List<SeriesOutcome> predictEach(List<TimeSeries> histories, List<TimeSeries> futures) {
        return guard.call(() -> predictor.predictEach(histories, futures));
    }

    @Override
    public PredictionSession openSession(TimeSeries history) {
        return guard.call(() -> new GuardedSession(predictor.openSession(history), guard));
    }

    @Override
    public PredictionSession openSession(TimeSeries history, TimeSeries future) {
        return guard.call(() -> new GuardedSession(predictor.openSession(history, future), guard));
    }

    @Override
    public PredictionSession restore(byte[] snapshot) {
        return new GuardedSession(predictor.restore(snapshot), guard);
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
        return "guarded " + predictor;
    }
}
