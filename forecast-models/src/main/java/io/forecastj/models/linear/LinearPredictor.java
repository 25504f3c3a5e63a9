package io.forecastj.models.linear;

import io.forecastj.AbstractPredictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateWriter;
import io.forecastj.models.internal.ExplainedPredictor;
import java.util.Map;

/** Linear predictor: the weights of every step, shared by all series. */
final class LinearPredictor extends AbstractPredictor implements ExplainedPredictor {
    static final String KIND = "linear";

    private final double[][] weights;

    /**
     * Creates a predictor.
     *
     * @param weights {@code [step - 1][lag - 1]}, not copied
     */
    LinearPredictor(PredictorInfo info, double[][] weights) {
        super(info);
        this.weights = weights;
    }

    /** Returns the weights, {@code [step - 1][lag - 1]}; they must not be changed. */
    double[][] weights() {
        return weights;
    }

    @Override
    public Map<String, Double> gainShares() {
        return Map.of();
    }

    @Override
    protected void identify(StateWriter out) {
        out.putInt(weights.length);
        for (double[] step : weights) {
            out.putDoubles(step);
        }
    }

    @Override
    protected SeriesState newState(SeriesContext series) {
        return new LinearState(info().targets().get(0), weights);
    }
}
