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

/** One fold of one forecaster: the fit and the forecasts at its origins. What fails is noted and counted. */
final class FoldRun {
    private final BacktestPlan plan;
    private final Entry entry;
    private final ModelForecasts result;
    private final int fit;
    private final OriginProgress progress;
    private final FoldLog log;

    FoldRun(BacktestPlan plan, Entry entry, ModelForecasts result, int fit, OriginProgress progress) {
        this.plan = plan;
        this.entry = entry;
        this.result = result;
        this.fit = fit;
        this.progress = progress;
        this.log = new FoldLog(entry.name(), plan.fits().get(fit));
    }

    /** Ends the fold, whose failure is added to the result if there is one. */
    void end() {
        FoldFailure failure = log.failure();
        if (failure != null) {
            result.addFailure(failure);
        }
    }

    /** Returns the predictor, or null if there is none; an expanding span grows, so its first rows must do. */
    @Nullable
    Predictor fit(Forecaster.Trainer trainer) {
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
            usable = usable(predictor, fold);
        } finally {
            if (!usable) {
                predictor.close();
            }
        }
        return usable ? predictor : null;
    }

    private boolean usable(Predictor predictor, BacktestPlan.Fit fold) {
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

    /** Throws a refusal of the first rows of an expanding span, which all folds hold. */
    private void requireNotForAllFolds(RuntimeException e, BacktestPlan.Fit fold) {
        if (e instanceof InsufficientHistoryException) {
            throw tooFewRows(entry.name(), fold.from(), fold.to(), e);
        }
        if (e instanceof InvalidSeriesException) {
            throw e;
        }
    }

    static InsufficientHistoryException tooFewRows(String model, Instant from, Instant to, RuntimeException cause) {
        return new InsufficientHistoryException(
                "'" + model + "' cannot be fitted on the rows from " + from + " to " + to
                        + "; give the first window more training rows: " + cause.getMessage(),
                cause);
    }

    private String promise() {
        return result.horizon() + " steps of " + result.targets();
    }

    /** Skips all origins. */
    void fail() {
        for (int s = 0; s < plan.series().size(); s++) {
            fail(s, plan.series().get(s).first(fit));
        }
    }

    /** Skips the origins of a fold without a predictor: an older one would be scored on what it was not made for. */
    private void fail(int s, int from) {
        BacktestPlan.Origins origins = plan.series().get(s);
        for (int at = from; at < origins.first(fit + 1); at++) {
            progress.requireNotCancelled();
            log.origin();
            failOrigin();
            progress.done(entry.name());
        }
    }

    private void failOrigin() {
        log.failedOrigin();
        result.skip(log.reason());
    }

    /** Forecasts at the origins of all series, with one open session at a time. */
    void forecast(Predictor predictor) {
        for (int s = 0; s < plan.series().size(); s++) {
            try (OriginCursor cursor =
                    new OriginCursor(predictor, plan.series().get(s).series())) {
                walk(cursor, s);
            }
        }
    }

    /** Forecasts at the origins of a series, as far as its session goes. */
    void walk(OriginCursor cursor, int s) {
        BacktestPlan.Origins origins = plan.series().get(s);
        int end = origins.first(fit + 1);
        int at = origins.first(fit);
        while (at < end && !cursor.broken()) {
            progress.requireNotCancelled();
            log.origin();
            origin(cursor, s, at++);
            progress.done(entry.name());
        }
        fail(s, at);
    }

    private void origin(OriginCursor cursor, int s, int at) {
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
            failOrigin();
            return;
        }
        if (forecast == null) {
            result.skip(SkipReason.SHORT_HISTORY);
            return;
        }
        String mistake = mistake(forecast, origins, row);
        if (!mistake.isEmpty()) {
            log.cause(SkipReason.FAILED, mistake, null);
            failOrigin();
            return;
        }
        mistake = result.add(s, at, forecast);
        if (!mistake.isEmpty()) {
            log.cause(SkipReason.FAILED, mistake + " " + of(origins, row), null);
            failOrigin();
            return;
        }
        result.addForecastTime(nanos);
        noteIfNotFinite(forecast, origins, row);
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
    private void noteIfNotFinite(Forecast forecast, BacktestPlan.Origins origins, int row) {
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
