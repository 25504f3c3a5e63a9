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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Trainer of an ensemble; each fit cuts the series, as that of a forecaster without preparation. Thread-safe.
 *
 * @param recipes the recipe for training series, whose length determines the naive members
 */
record EnsembleTrainer(Function<List<TimeSeries>, EnsembleRecipe> recipes, List<TimeSeries> series)
        implements OutOfFoldTrainer {
    @Override
    public @Nullable WalkForward windows() {
        return recipes.apply(series).windows();
    }

    @Override
    public Folds folds() {
        return recipes.apply(series).folds(series);
    }

    @Override
    public Predictor fit(Instant from, Instant to, FitListener listener) {
        List<TimeSeries> cut = Forecaster.Trainer.cut(series, from, to);
        return recipes.apply(cut).fit(cut, listener);
    }

    @Override
    public OutOfFoldFit fitAll(Folds folds, FitListener listener) {
        return recipes.apply(series).fit(series, folds, true, listener);
    }
}
