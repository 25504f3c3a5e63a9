package io.forecastj.models.lightgbm;

import io.forecastj.FitListener;
import io.forecastj.models.Examples;
import io.forecastj.models.Regressor;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Trains LightGBM models.
 *
 * <p>Immutable and thread-safe; fits may run side by side. Deterministic: the same examples and settings give the same
 * model. Constant labels or constant features give a model of that one answer.
 */
final class LightGbmRegressor implements Regressor {
    static final String KIND = "lightgbm";

    private final LightGbmParameters parameters;

    LightGbmRegressor(LightGbmParameters parameters) {
        this.parameters = Objects.requireNonNull(parameters, "parameters");
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, String> parameters() {
        return parameters.asMap();
    }

    @Override
    public long seed() {
        return Long.parseLong(parameters.asMap().get("seed"));
    }

    @Override
    public Map<String, String> libraries() {
        return Map.of("lightgbm4j", NativeLibrary.version());
    }

    @Override
    public Regressor quantile(double level) {
        return new LightGbmRegressor(parameters.with(new Objective.Quantile(level)));
    }

    @Override
    public LightGbmModel fit(Examples training, @Nullable Examples validation, FitListener listener) {
        ExampleChecks.check(parameters, training, "training");
        if (validation != null) {
            if (!validation.features().equals(training.features())) {
                throw new IllegalArgumentException("expected the validation examples to have the training examples'"
                        + " features " + training.features() + ", found " + validation.features());
            }
            ExampleChecks.check(parameters, validation, "validation");
        }
        NativeLibrary.load();
        NativeThreads.begin(parameters.threads());
        try (BoostingRun run = new BoostingRun(parameters, listener)) {
            return LightGbmModel.of(run.train(training, validation), Engine.JAVA);
        } finally {
            NativeThreads.end();
        }
    }

    @Override
    public String toString() {
        return "LightGBM regressor " + parameters;
    }
}
