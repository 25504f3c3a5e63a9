package io.forecastj.streams;

import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.store.StoredModel;

/**
 * The versions of a stored model. The first one need not be there any more if no task begins with it. Immutable and
 * thread-safe.
 *
 * @param model the model
 * @param first the number of the first version
 */
record StoredVersions(StoredModel model, int first) implements StreamModelSource {
    @Override
    public PredictorInfo firstInfo() {
        return model.version(first).info();
    }

    @Override
    public Predictor load(int number) {
        return model.load(model.version(number));
    }

    @Override
    public void close(Predictor predictor) {
        predictor.close();
    }
}
