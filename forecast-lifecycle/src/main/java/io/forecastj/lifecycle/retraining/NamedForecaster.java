package io.forecastj.lifecycle.retraining;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.util.List;

/** A forecaster under another name: champion and challenger are often of the same one, and a backtest needs two. */
record NamedForecaster(String name, Forecaster forecaster) implements Forecaster {
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
        return forecaster.fit(series, listener);
    }

    @Override
    public Trainer prepare(List<TimeSeries> series) {
        return forecaster.prepare(series);
    }
}
