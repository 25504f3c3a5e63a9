package io.forecastj.spark;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.util.List;

/** A forecaster that fails on one series. */
record ThrowingForecaster(Forecaster other, String id) implements Forecaster {
    @Override
    public String name() {
        return other.name();
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
        if (series.get(0).id().equals(id)) {
            throw new ArithmeticException("not this one");
        }
        return other.fit(series, listener);
    }
}
