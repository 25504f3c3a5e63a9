package io.forecastj.models;

import io.forecastj.Baselines;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;

/** Saves a baseline, which is its description and nothing else. */
record BaselineFormat(String kind) implements PredictorFormat {
    @Override
    public void write(Predictor predictor, ModelWriter out) {
        try (Predictor same = Baselines.of(predictor.info())) {
            if (predictor.getClass() != same.getClass()) {
                throw new IllegalArgumentException(
                        predictor + " calls itself '" + kind + "' but is none of the baselines");
            }
        }
    }

    @Override
    public Predictor read(PredictorInfo info, ModelReader in) {
        try {
            return Baselines.of(info);
        } catch (IllegalArgumentException e) {
            throw new ModelLoadException("not the description of a baseline: " + e.getMessage(), e);
        }
    }
}
