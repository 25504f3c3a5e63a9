package io.forecastj.evaluations;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Keeps the fitted predictors of a forecaster, so that many ensembles of the same members share the fits. */
final class FittedOnce implements Forecaster, AutoCloseable {
    private final Forecaster forecaster;
    private final Map<List<Object>, Predictor> fitted = new ConcurrentHashMap<>();

    FittedOnce(Forecaster forecaster) {
        this.forecaster = forecaster;
    }

    @Override
    public String name() {
        return forecaster.name();
    }

    @Override
    public int horizon() {
        return forecaster.horizon();
    }

    @Override
    public List<String> targets() {
        return forecaster.targets();
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        return once(List.copyOf(series), () -> forecaster.fit(series, listener));
    }

    @Override
    public Trainer prepare(List<TimeSeries> series) {
        Trainer trainer = forecaster.prepare(series);
        return (from, to, listener) ->
                once(List.of(Trainer.cut(series, from, to)), () -> trainer.fit(from, to, listener));
    }

    /** Returns the predictor of a key; of two fits at the same time, which are equal, one is kept. */
    private Predictor once(List<Object> key, Supplier<Predictor> fit) {
        Predictor known = fitted.get(key);
        if (known == null) {
            Predictor made = fit.get();
            known = fitted.putIfAbsent(key, made);
            if (known == null) {
                known = made;
            } else {
                made.close();
            }
        }
        return new Shared(known);
    }

    @Override
    public void close() {
        fitted.values().forEach(Predictor::close);
    }

    /** Stays open when closed, so that the next ensemble can use the predictor. */
    private record Shared(Predictor predictor) implements Predictor {
        @Override
        public PredictionSession openSession(TimeSeries history, TimeSeries future) {
            return predictor.openSession(history, future);
        }

        @Override
        public PredictionSession restore(byte[] snapshot) {
            return predictor.restore(snapshot);
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
        public void close() {}
    }
}
