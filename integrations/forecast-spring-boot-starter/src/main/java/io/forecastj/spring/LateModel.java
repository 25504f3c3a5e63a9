package io.forecastj.spring;

import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesOutcome;
import io.forecastj.TimeSeries;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The predictor of a model without which the application starts. Until the model has been loaded every call fails, with
 * the reason. Thread-safe.
 */
final class LateModel implements Predictor {
    private final Supplier<Predictor> serving;
    private final Runnable closing;

    /**
     * Creates the predictor.
     *
     * @param serving returns the predictor that serves, or throws with the reason why there is none
     * @param closing closes it, if there is one, and lets none be loaded after that
     */
    LateModel(Supplier<Predictor> serving, Runnable closing) {
        this.serving = Objects.requireNonNull(serving, "serving");
        this.closing = closing;
    }

    @Override
    public Forecast predict(TimeSeries history) {
        return serving.get().predict(history);
    }

    @Override
    public Forecast predict(TimeSeries history, TimeSeries future) {
        return serving.get().predict(history, future);
    }

    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories) {
        return serving.get().predictAll(histories);
    }

    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories, List<TimeSeries> futures) {
        return serving.get().predictAll(histories, futures);
    }

    @Override
    public List<SeriesOutcome> predictEach(List<TimeSeries> histories) {
        return serving.get().predictEach(histories);
    }

    @Override
    public List<SeriesOutcome> predictEach(List<TimeSeries> histories, List<TimeSeries> futures) {
        return serving.get().predictEach(histories, futures);
    }

    @Override
    public PredictionSession openSession(TimeSeries history, TimeSeries future) {
        return serving.get().openSession(history, future);
    }

    @Override
    public PredictionSession restore(byte[] snapshot) {
        return serving.get().restore(snapshot);
    }

    @Override
    public String modelHash() {
        return serving.get().modelHash();
    }

    @Override
    public PredictorInfo info() {
        return serving.get().info();
    }

    @Override
    public void close() {
        closing.run();
    }
}
