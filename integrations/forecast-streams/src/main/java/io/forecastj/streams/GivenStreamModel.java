package io.forecastj.streams;

import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;

/** A predictor of the application, which closes it. Immutable and thread-safe. */
record GivenStreamModel(Predictor predictor) implements StreamModelSource {
    @Override
    public int first() {
        return 0;
    }

    @Override
    public PredictorInfo firstInfo() {
        return predictor.info();
    }

    @Override
    public Predictor load(int number) {
        if (number != 0) {
            throw new ModelLoadException("expected no switch of the model, found one to version " + number
                    + ": the stream forecasts with a given predictor. Build it from a stored model and an alias");
        }
        return predictor;
    }

    @Override
    public void close(Predictor loaded) {}
}
