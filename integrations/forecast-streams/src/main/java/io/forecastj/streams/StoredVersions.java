package io.forecastj.streams;

import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.store.ModelVersion;
import io.forecastj.store.StoredModel;

/**
 * The versions of a stored model. Immutable and thread-safe.
 *
 * @param model the model
 * @param version the first version
 */
record StoredVersions(StoredModel model, ModelVersion version) implements StreamModelSource {
    @Override
    public int first() {
        return version.number();
    }

    @Override
    public PredictorInfo firstInfo() {
        return version.info();
    }

    @Override
    public Predictor load(int number) {
        return model.load(number == version.number() ? version : model.version(number));
    }

    @Override
    public void close(Predictor predictor) {
        predictor.close();
    }
}
