package io.forecastj.spark;

import io.forecastj.FitListener;
import io.forecastj.ForecastException;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.util.List;

/** A forecaster whose native library does not load, as it throws then. */
record UnlinkedForecaster(Forecaster other) implements Forecaster {
    @Override
    public String name() {
        return "unlinked";
    }

    @Override
    public int horizon() {
        return other.horizon();
    }

    @Override
    public List<String> targets() {
        return other.targets();
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        throw new ForecastException("install libgomp.so.1", new UnsatisfiedLinkError("libgomp.so.1"));
    }
}
