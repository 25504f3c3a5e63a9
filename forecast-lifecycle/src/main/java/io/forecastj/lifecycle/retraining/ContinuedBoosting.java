package io.forecastj.lifecycle.retraining;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.LightGbmModel;
import io.forecastj.models.lightgbm.LightGbmParameters;
import io.forecastj.models.regression.Regressor;
import io.forecastj.models.saving.PredictorDirectory;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Recipe that continues the champion's LightGBM model. */
record ContinuedBoosting(
        LightGbmParameters rounds, int mostRounds, Function<Regressor, Forecaster> continued, Forecaster anew)
        implements ChallengerRecipe {
    /** The ending of a file with the text of a LightGBM model. */
    private static final String TEXT = ".txt";

    @Override
    public Forecaster challenger(Predictor champion) {
        return model(champion)
                .filter(model -> model.rounds() < mostRounds)
                .map(model -> continued.apply(LightGbm.continuing(model, rounds)))
                .orElse(anew);
    }

    /** Returns the champion's model if it is one of LightGBM, as it would be saved. */
    private static Optional<LightGbmModel> model(Predictor champion) {
        if (!"lightgbm".equals(champion.info().parameters().get("regressor"))) {
            return Optional.empty();
        }
        List<byte[]> texts = PredictorDirectory.files(champion).entrySet().stream()
                .filter(file -> file.getKey().endsWith(TEXT))
                .map(file -> file.getValue())
                .toList();
        if (texts.size() != 1) {
            return Optional.empty();
        }
        return Optional.of(LightGbm.load(texts.get(0)));
    }
}
