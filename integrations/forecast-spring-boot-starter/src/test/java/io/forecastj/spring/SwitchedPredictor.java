package io.forecastj.spring;

import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;

/** A predictor that runs something before each forecast and when it is closed. */
record SwitchedPredictor(Predictor inside, PredictorInfo info, Runnable before, Runnable closing) implements Predictor {
    static SwitchedPredictor of(Predictor inside, Runnable before, Runnable closing) {
        return new SwitchedPredictor(inside, inside.info(), before, closing);
    }

    @Override
    public Forecast predict(TimeSeries history, TimeSeries future) {
        before.run();
        return inside.predict(history, future);
    }

    @Override
    public Forecast predict(TimeSeries history) {
        before.run();
        return inside.predict(history);
    }

    @Override
    public PredictionSession openSession(TimeSeries history, TimeSeries future) {
        return inside.openSession(history, future);
    }

    @Override
    public PredictionSession restore(byte[] snapshot) {
        return inside.restore(snapshot);
    }

    @Override
    public String modelHash() {
        return inside.modelHash();
    }

    @Override
    public void close() {
        closing.run();
        inside.close();
    }
}
