package io.forecastj.backtest;

import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Takes one forecaster through the plan, fold by fold: fits it, forecasts at each origin, and closes predictors and
 * sessions. A fold that fails is noted and leaves the others alone.
 */
final class Walk {
    private final BacktestPlan plan;
    private final Entry entry;
    private final ModelForecasts result;

    Walk(BacktestPlan plan, Entry entry) {
        this.plan = plan;
        this.entry = entry;
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
        Forecaster.Trainer trainer = prepare(progress);
        for (int part = 0; part < parts(); part++) {
            part(trainer, part, progress);
        }
        requireForecasts();
    }

    /** The number of parts that do not depend on each other. */
    int parts() {
        return plan.fits().size();
    }

    /** Runs a part, which may be done on any thread. */
    void part(Forecaster.Trainer trainer, int fit, OriginProgress progress) {
        FoldLog log = new FoldLog(entry.name(), plan.fits().get(fit));
        try (Predictor predictor = fit(trainer, fit, log, progress)) {
            for (int s = 0; s < plan.series().size(); s++) {
                if (predictor == null) {
                    fail(s, plan.series().get(s).first(fit), fit, log, progress);
                } else {
                    walk(predictor, s, fit, log, progress);
                }
            }
        }
        result.addFailure(log.failure());
    }

    /** Throws the first cause if the model has no usable forecast from any fold. */
    void requireForecasts() {
        long failed = result.failures().stream().mapToLong(FoldFailure::failed).sum();
        if (failed > 0 && failed == plan.origins()) {
            throw asError(result.failures().get(0));
        }
    }

    private RuntimeException asError(FoldFailure failure) {
        RuntimeException cause = failure.exception().orElse(null);
        if (cause instanceof InvalidSeriesException || cause instanceof IllegalArgumentException) {
            return cause;
        }
        if (failure.reason() == SkipReason.NOT_FITTED && cause != null) {
            return tooFewRows(failure.trainFrom(), failure.trainTo(), cause);
        }
        return new IllegalStateException(
                "every fold of '" + entry.name() + "' failed, the first on the rows from " + failure.trainFrom()
                        + " to " + failure.trainTo() + ": " + failure.message(),
                cause);
    }

    private InsufficientHistoryException tooFewRows(Instant from, Instant to, RuntimeException cause) {
        return new InsufficientHistoryException(
                "'" + entry.name() + "' cannot be fitted on the rows from " + from + " to " + to
                        + "; give the first window more training rows: " + cause.getMessage(),
                cause);
    }

    /** Returns the predictor, or null if there is none; an expanding span grows, so its first rows must do. */
    private @Nullable Predictor fit(Forecaster.Trainer trainer, int fit, FoldLog log, OriginProgress progress) {
        progress.requireNotCancelled();
        BacktestPlan.Fit fold = plan.fits().get(fit);
        long start = System.nanoTime();
        Predictor predictor;
        try {
            predictor = trainer.fit(fold.from(), fold.to(), progress.fitListener());
        } catch (RuntimeException e) {
            progress.rethrowIfEnded(e);
            if (fit == 0 && plan.walk().orElseThrow().expanding()) {
                requireNotForAllFolds(e, fold);
            }
            boolean tooFew = e instanceof InsufficientHistoryException;
            log.cause(tooFew ? SkipReason.NOT_FITTED : SkipReason.FAILED, "the fit failed", e);
            result.addFailedFit(System.nanoTime() - start);
            return null;
        }
        result.addFit(System.nanoTime() - start);
        boolean usable = false;
        try {
            usable = usable(predictor, fold, log, progress);
        } finally {
            if (!usable) {
                predictor.close();
            }
        }
        return usable ? predictor : null;
    }

    private boolean usable(Predictor predictor, BacktestPlan.Fit fold, FoldLog log, OriginProgress progress) {
        PredictorInfo info;
        try {
            info = predictor.info();
            result.describe(fold, info);
        } catch (RuntimeException e) {
            progress.rethrowIfEnded(e);
            log.cause(SkipReason.FAILED, "the description of the predictor failed", e);
            return false;
        }
        Instant trainedTo = info.trainedTo();
        if (trainedTo != null && trainedTo.isAfter(fold.to())) {
            // no fault of one fold: whatever this forecaster gives is not out of sample
            throw new IllegalStateException("the predictor of '" + entry.name() + "' was trained up to " + trainedTo
                    + ", but its training rows end at " + fold.to() + ": its forecasts would not be out of sample");
        }
        if (info.horizon() != result.horizon() || !info.targets().containsAll(result.targets())) {
            log.cause(
                    SkipReason.FAILED,
                    "the predictor forecasts " + info.horizon() + " steps of " + info.targets()
                            + "; its forecaster promised " + promise(),
                    null);
            return false;
        }
        return true;
    }

    /** What an expanding span refuses in its first rows, it refuses in all folds. */
    private void requireNotForAllFolds(RuntimeException e, BacktestPlan.Fit fold) {
        if (e instanceof InsufficientHistoryException) {
            throw tooFewRows(fold.from(), fold.to(), e);
        }
        if (e instanceof InvalidSeriesException) {
            throw e;
        }
    }

    private String promise() {
        return result.horizon() + " steps of " + result.targets();
    }

    /** Skips the origins of a fold without a predictor: an older one would be scored on what it was not made for. */
    private void fail(int s, int from, int fit, FoldLog log, OriginProgress progress) {
        BacktestPlan.Origins origins = plan.series().get(s);
        for (int at = from; at < origins.first(fit + 1); at++) {
            progress.requireNotCancelled();
            log.origin();
            failOrigin(log);
            progress.done(entry.name());
        }
    }

    private void failOrigin(FoldLog log) {
        log.failedOrigin();
        result.skip(log.reason());
    }

    private void walk(Predictor predictor, int s, int fit, FoldLog log, OriginProgress progress) {
        BacktestPlan.Origins origins = plan.series().get(s);
        int end = origins.first(fit + 1);
        int at = origins.first(fit);
        try (OriginCursor cursor = new OriginCursor(predictor, origins.series())) {
            while (at < end && !cursor.broken()) {
                progress.requireNotCancelled();
                log.origin();
                origin(cursor, s, at++, log);
                progress.done(entry.name());
            }
        }
        fail(s, at, fit, log, progress);
    }

    private void origin(OriginCursor cursor, int s, int at, FoldLog log) {
        BacktestPlan.Origins origins = plan.series().get(s);
        int row = origins.rows()[at];
        Forecast forecast;
        long nanos;
        try {
            SkipReason reason = cursor.prepare(row);
            if (reason != null) {
                result.skip(reason);
                return;
            }
            long start = System.nanoTime();
            forecast = cursor.forecast(row);
            nanos = System.nanoTime() - start;
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            log.cause(SkipReason.FAILED, "the forecast " + of(origins, row) + " failed", e);
            failOrigin(log);
            return;
        }
        if (forecast == null) {
            result.skip(SkipReason.SHORT_HISTORY);
            return;
        }
        String mistake = mistake(forecast, origins, row);
        if (!mistake.isEmpty()) {
            log.cause(SkipReason.FAILED, mistake, null);
            failOrigin(log);
            return;
        }
        mistake = result.add(s, at, forecast);
        if (!mistake.isEmpty()) {
            log.cause(SkipReason.FAILED, mistake + " " + of(origins, row), null);
            failOrigin(log);
            return;
        }
        result.addForecastTime(nanos);
        noteIfNotFinite(forecast, origins, row, log);
    }

    private static String of(BacktestPlan.Origins origins, int row) {
        String id = origins.series().id();
        return (id.isEmpty() ? "" : "of series '" + id + "' ") + "at "
                + origins.series().time(row);
    }

    private String mistake(Forecast forecast, BacktestPlan.Origins origins, int row) {
        if (!forecast.origin().equals(origins.series().time(row))) {
            return "the forecast " + of(origins, row) + " has the origin " + forecast.origin();
        }
        return forecast.horizon() != result.horizon() || !forecast.targets().containsAll(result.targets())
                ? "the forecast " + of(origins, row) + " has " + forecast.horizon() + " steps of " + forecast.targets()
                        + "; its forecaster promised " + promise()
                : "";
    }

    /** The forecast stays, and its pairs are counted as not finite; a naive one has no point where its row has none. */
    private void noteIfNotFinite(Forecast forecast, BacktestPlan.Origins origins, int row, FoldLog log) {
        if (entry.role() != Entry.Role.COMPARED || !forecast.classes().isEmpty()) {
            return;
        }
        for (String target : result.targets()) {
            double[] points = forecast.points(target);
            for (int step : forecast.steps()) {
                if (!Double.isFinite(points[step - 1])) {
                    log.cause(
                            SkipReason.FAILED,
                            "the forecast " + of(origins, row) + " has the point " + points[step - 1] + " for '"
                                    + target + "' at step " + step
                                    + (forecast.reasons().isEmpty()
                                            ? ""
                                            : ": " + forecast.reasons().get(0)),
                            null);
                    log.failedOrigin();
                    return;
                }
            }
        }
    }
}
