package io.forecastj.examples.rest;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.lifecycle.monitoring.InputProfile;
import io.forecastj.lifecycle.retraining.BacktestMetrics;
import io.forecastj.store.ModelStore;
import io.forecastj.store.ModelVersion;
import io.forecastj.store.Publication;
import io.forecastj.store.Retention;
import io.forecastj.store.StoredModel;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Trains a model on the known bars, and publishes it with its scores on the last year. The new version serves in any
 * case; {@code Retrainer} of forecast-lifecycle lets it serve only if it is better. Thread-safe.
 */
@Component
class Trainer {
    static final String ALIAS = "production";

    private static final int YEAR = 250;
    private static final int STEP = 10;
    private static final int KEPT = 10;

    private final Recipes recipes;
    private final KnownBars bars;

    Trainer(Recipes recipes, KnownBars bars) {
        this.recipes = recipes;
        this.bars = bars;
    }

    Set<String> models() {
        return recipes.byModel().keySet();
    }

    /**
     * Trains, evaluates and publishes.
     *
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    ModelVersion train(ModelStore store, String model, TrainingProgress progress) {
        Forecaster recipe = recipes.byModel().get(model);
        if (recipe == null) {
            throw new IllegalArgumentException("there is no recipe for '" + model + "'; there are " + models());
        }
        TimeSeries rows = bars.known();
        BacktestResult result = Backtest.on(rows)
                .windows(WalkForward.expanding(rows.length() - YEAR).step(STEP).fitOnce())
                .compare(recipe)
                .listener(progress)
                .executor(progress.executor())
                .run();
        try (Predictor predictor = recipe.fit(List.of(rows), progress)) {
            InputProfile inputs = InputProfile.of(List.of(rows), predictor.info());
            StoredModel stored = store.model(model);
            ModelVersion version = stored.publish(
                    predictor,
                    Publication.of(rows)
                            .metrics(BacktestMetrics.of(result, recipe.name()))
                            .attach(InputProfile.ATTACHMENT, inputs.toJson())
                            .promoteTo(ALIAS));
            stored.remove(stored.plan(Retention.latest(KEPT)));
            return version;
        }
    }
}
