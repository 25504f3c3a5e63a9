package io.forecastj.backtest;

import io.forecastj.Forecaster;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Predictor;
import org.jspecify.annotations.Nullable;

/**
 * Takes one forecaster through the plan, fold by fold: fits it, forecasts at each origin, and closes predictors and
 * sessions. A fold that fails is noted and leaves the others alone.
 */
final class Walk {
    private final BacktestPlan plan;
    private final Entry entry;
    private final @Nullable RefitRule rule;
    private final ModelForecasts result;

    /** @param rule decides where to refit; null to refit at every fit of the plan */
    Walk(BacktestPlan plan, Entry entry, @Nullable RefitRule rule) {
        this.plan = plan;
        this.entry = entry;
        this.rule = rule;
        this.result = new ModelForecasts(entry, plan);
    }

    /** The forecasts made so far. */
    ModelForecasts result() {
        return result;
    }

    Forecaster.Trainer prepare(OriginProgress progress) {
        progress.requireNotCancelled();
        long start = System.nanoTime();
        Forecaster.Trainer trainer = entry.forecaster()
                .prepare(
                        plan.series().stream().map(BacktestPlan.Origins::series).toList());
        result.addFitTime(System.nanoTime() - start);
        return trainer;
    }

    /** Runs all folds in order. */
    void run(OriginProgress progress) {
        FoldsInOrder.run(plan, entry, result, rule, prepare(progress), progress);
        requireForecasts();
    }

    /** The number of parts that do not depend on each other: the folds, unless a rule decides on each of them. */
    int parts() {
        return rule == null ? plan.fits().size() : 1;
    }

    /** Runs a part, which may be done on any thread. */
    void part(Forecaster.Trainer trainer, int part, OriginProgress progress) {
        if (rule != null) {
            FoldsInOrder.run(plan, entry, result, rule, trainer, progress);
            return;
        }
        FoldRun fold = new FoldRun(plan, entry, result, part, progress);
        try (Predictor predictor = fold.fit(trainer)) {
            if (predictor == null) {
                fold.fail();
            } else {
                fold.forecast(predictor);
            }
        }
        fold.end();
    }

    /** Throws the first cause if origins failed and no forecast is usable. */
    void requireForecasts() {
        long failed = result.failures().stream().mapToLong(FoldFailure::failed).sum();
        long skipped = result.skipped().getOrDefault(SkipReason.FAILED, 0L)
                + result.skipped().getOrDefault(SkipReason.NOT_FITTED, 0L);
        if (failed > 0 && result.forecasts() == failed - skipped) {
            throw asError(result.failures().get(0));
        }
    }

    private RuntimeException asError(FoldFailure failure) {
        RuntimeException cause = failure.exception().orElse(null);
        if (cause instanceof InvalidSeriesException || cause instanceof IllegalArgumentException) {
            return cause;
        }
        if (failure.reason() == SkipReason.NOT_FITTED && cause != null) {
            return FoldRun.tooFewRows(entry.name(), failure.trainFrom(), failure.trainTo(), cause);
        }
        return new IllegalStateException(
                "every fold of '" + entry.name() + "' failed, the first on the rows from " + failure.trainFrom()
                        + " to " + failure.trainTo() + ": " + failure.message(),
                cause);
    }
}
