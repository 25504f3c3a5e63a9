package io.forecastj.models.ensemble;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.models.internal.Folds;
import io.forecastj.models.internal.OutOfFoldFit;
import io.forecastj.models.internal.OutOfFoldTrainer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trainer of an ensemble; each fit cuts the series, as that of a forecaster without preparation. Thread-safe. */
record EnsembleTrainer(EnsembleRecipe recipe, List<TimeSeries> series) implements OutOfFoldTrainer {
    @Override
    public @Nullable WalkForward windows() {
        return recipe.windows();
    }

    @Override
    public Folds folds() {
        return recipe.folds(series);
    }

    @Override
    public Predictor fit(Instant from, Instant to, FitListener listener) {
        return recipe.fit(Forecaster.Trainer.cut(series, from, to), listener);
    }

    @Override
    public OutOfFoldFit fitAll(Folds folds, FitListener listener) {
        return recipe.fit(series, folds, true, listener);
    }
}
