package io.forecastj.models.bounds;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.util.List;

/** Forecaster whose predictors keep their forecasts within bounds. */
record BoundedForecaster(Forecaster member, Bounds bounds) implements Forecaster {
    @Override
    public String name() {
        return BoundedPredictor.name(member.name());
    }

    @Override
    public int horizon() {
        return member.horizon();
    }

    @Override
    public List<String> targets() {
        return member.targets();
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        return BoundedPredictor.around(member.fit(series, listener), bounds);
    }

    @Override
    public Trainer prepare(List<TimeSeries> series) {
        Trainer trainer = member.prepare(series);
        return (from, to, listener) -> BoundedPredictor.around(trainer.fit(from, to, listener), bounds);
    }
}
