package io.forecastj.lifecycle.serving;

import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.models.saving.ModelReader;
import io.forecastj.models.saving.ModelWriter;
import io.forecastj.models.saving.PredictorFormat;

/** Saves {@link NumberedPredictor}s: their description has everything. */
public final class NumberedFormat implements PredictorFormat {
    /** Runs while a predictor is read, so that a test can act in the middle of a reload. */
    static volatile Runnable whileReading = () -> {};

    @Override
    public String kind() {
        return NumberedPredictor.KIND;
    }

    @Override
    public void write(Predictor predictor, ModelWriter out) {
        out.text("numbered.txt", predictor.info().parameters().get("number"));
    }

    @Override
    public Predictor read(PredictorInfo info, ModelReader in) {
        in.text("numbered.txt");
        whileReading.run();
        return new NumberedPredictor(info);
    }
}
