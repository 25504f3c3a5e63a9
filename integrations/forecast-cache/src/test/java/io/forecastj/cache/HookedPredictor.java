package io.forecastj.cache;

import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A predictor that counts the calls of another one, and runs a hook before each. Its model can be exchanged. */
class HookedPredictor implements Predictor {
    final AtomicInteger singles = new AtomicInteger();
    final AtomicInteger batches = new AtomicInteger();
    volatile Predictor model;

    /** Is given the last history of each call. */
    volatile Consumer<TimeSeries> hook = history -> {};

    HookedPredictor(Predictor model) {
        this.model = model;
    }

    @Override
    public Forecast predict(TimeSeries history) {
        return predict(history, TimeSeries.empty());
    }

    @Override
    public Forecast predict(TimeSeries history, TimeSeries future) {
        singles.incrementAndGet();
        Predictor serving = model;
        hook.accept(history);
        return serving.predict(history, future);
    }

    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories) {
        batches.incrementAndGet();
        Predictor serving = model;
        histories.forEach(hook);
        return serving.predictAll(histories);
    }

    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories, List<TimeSeries> futures) {
        batches.incrementAndGet();
        histories.forEach(hook);
        return model.predictAll(histories, futures);
    }

    @Override
    public PredictionSession openSession(TimeSeries history, TimeSeries future) {
        return model.openSession(history, future);
    }

    @Override
    public PredictionSession restore(byte[] snapshot) {
        return model.restore(snapshot);
    }

    @Override
    public String modelHash() {
        return model.modelHash();
    }

    @Override
    public PredictorInfo info() {
        return model.info();
    }

    @Override
    public void close() {
        model.close();
    }
}
