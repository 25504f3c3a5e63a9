package io.forecastj.models.linear;

import io.forecastj.AbstractPredictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateWriter;

/** Predictor with an autoregression for each series, and a pooled one for others. */
final class AutoregressionPredictor extends AbstractPredictor {
    static final String KIND = "autoregression";

    private final AutoregressionModel model;

    AutoregressionPredictor(PredictorInfo info, AutoregressionModel model) {
        super(info);
        this.model = model;
    }

    AutoregressionModel model() {
        return model;
    }

    @Override
    protected void identify(StateWriter out) {
        for (int lag : model.lags()) {
            out.putInt(lag);
        }
        out.putInt(model.centreRows());
        out.putBoolean(model.logarithm());
        out.putDoubles(model.pooled());
        out.putInt(model.bySeries().size());
        model.bySeries().forEach((id, own) -> {
            out.putText(id);
            out.putDoubles(own.values());
            out.putDouble(own.low());
            out.putDouble(own.high());
        });
    }

    @Override
    protected SeriesState newState(SeriesContext series) {
        return new AutoregressionState(info().targets().get(0), info().horizon(), model, series.seriesId());
    }
}
