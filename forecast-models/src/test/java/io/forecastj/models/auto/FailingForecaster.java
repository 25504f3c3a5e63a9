package io.forecastj.models.auto;

import io.forecastj.FitListener;
import io.forecastj.ForecastException;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.util.List;

/** Forecaster that cannot be fitted. */
record FailingForecaster(String name, int horizon, RuntimeException failure) implements Forecaster {
    FailingForecaster(String name, int horizon) {
        this(name, horizon, new ForecastException("it never works"));
    }

    @Override
    public List<String> targets() {
        return List.of("y");
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        throw failure;
    }
}
