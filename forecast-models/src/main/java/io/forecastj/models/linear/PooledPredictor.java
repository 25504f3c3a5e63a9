package io.forecastj.models.linear;

import io.forecastj.AbstractPredictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateWriter;

/** Predictor with weights for each series, and those of all series for others. */
final class PooledPredictor extends AbstractPredictor {
    static final String KIND = "pooled-linear";

    private final PooledWeights weights;

    PooledPredictor(PredictorInfo info, PooledWeights weights) {
        super(info);
        this.weights = weights;
    }

    PooledWeights weights() {
        return weights;
    }

    @Override
    protected void identify(StateWriter out) {
        PooledFormat.put(weights, out);
    }

    @Override
    protected SeriesState newState(SeriesContext series) {
        return new PooledState(info().targets().get(0), weights, weights.of(series.seriesId()));
    }
}
