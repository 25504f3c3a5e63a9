package io.forecastj.micrometer;

import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;

/** A predictor that serves one model after the other, of which nobody knows; its sessions stay with their model. */
final class Swapped implements Predictor {
    volatile Predictor serving;

    Swapped(Predictor serving) {
        this.serving = serving;
    }

    @Override
    public PredictionSession openSession(TimeSeries history, TimeSeries future) {
        return serving.openSession(history, future);
    }

    @Override
    public PredictionSession restore(byte[] snapshot) {
        return serving.restore(snapshot);
    }

    @Override
    public String modelHash() {
        return serving.modelHash();
    }

    @Override
    public PredictorInfo info() {
        return serving.info();
    }

    @Override
    public void close() {
        serving.close();
    }
}
