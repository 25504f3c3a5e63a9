package io.forecastj.backtest;

import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Walks one forecaster through the plan: fits it, forecasts at each origin, and closes predictors and sessions. */
final class Walk {
    private final BacktestPlan plan;
    private final Entry entry;
    private final OriginProgress progress;
    private final ModelForecasts result;
    /** The next origin of each series. */
    private final int[] next;

    private @Nullable InsufficientHistoryException firstFailure;

    private Walk(BacktestPlan plan, Entry entry, OriginProgress progress) {
        this.plan = plan;
        this.entry = entry;
        this.progress = progress;
        this.result = new ModelForecasts(entry, plan);
        this.next = new int[plan.series().size()];
    }

    static ModelForecasts run(BacktestPlan plan, Entry entry, OriginProgress progress) {
        Walk walk = new Walk(plan, entry, progress);
        walk.run();
        return walk.result;
    }

    private void run() {
        progress.requireNotCancelled();
        long start = System.nanoTime();
        Forecaster.Trainer trainer = entry.forecaster()
                .prepare(
                        plan.series().stream().map(BacktestPlan.Origins::series).toList());
        result.addFitTime(System.nanoTime() - start);
        for (int fit = 0; fit < plan.fits().size(); fit++) {
            try (Predictor predictor = fit(trainer, plan.fits().get(fit))) {
                for (int s = 0; s < next.length; s++) {
                    if (predictor == null) {
                        skip(s, fit);
                    } else {
                        walk(predictor, s, fit);
                    }
                }
            }
        }
        if (firstFailure != null && result.fits() == 0) {
            throw firstFailure;
        }
    }

    /** Returns the predictor, or null if the rows are too few; an expanding span grows, so its first rows must do. */
    private @Nullable Predictor fit(Forecaster.Trainer trainer, BacktestPlan.Fit fit) {
        progress.requireNotCancelled();
        long start = System.nanoTime();
        Predictor predictor;
        try {
            predictor = trainer.fit(fit.from(), fit.to(), progress.fitListener());
        } catch (InsufficientHistoryException e) {
            InsufficientHistoryException failure = new InsufficientHistoryException(
                    "'" + entry.name() + "' cannot be fitted on the rows from " + fit.from() + " to " + fit.to()
                            + "; give the first window more training rows: " + e.getMessage(),
                    e);
            if (plan.walk().expanding() && result.fits() == 0) {
                throw failure;
            }
            firstFailure = firstFailure == null ? failure : firstFailure;
            result.addFailedFit(System.nanoTime() - start, fit, String.valueOf(e.getMessage()));
            return null;
        }
        result.addFit(System.nanoTime() - start);
        try {
            check(predictor.info(), fit);
            return predictor;
        } catch (RuntimeException e) {
            predictor.close();
            throw e;
        }
    }

    private void check(PredictorInfo info, BacktestPlan.Fit fit) {
        Instant trainedTo = info.trainedTo();
        if (trainedTo != null && trainedTo.isAfter(fit.to())) {
            throw new IllegalStateException("the predictor of '" + entry.name() + "' was trained up to " + trainedTo
                    + ", but its training rows end at " + fit.to() + ": its forecasts would not be out of sample");
        }
        if (info.horizon() != result.horizon() || !info.targets().containsAll(result.targets())) {
            throw new IllegalStateException("the predictor of '" + entry.name() + "' forecasts " + info.horizon()
                    + " steps of " + info.targets() + "; its forecaster promised " + result.horizon() + " steps of "
                    + result.targets());
        }
    }

    /** Skips the origins of a window without a predictor: an older one would be scored on what it was not made for. */
    private void skip(int s, int fit) {
        BacktestPlan.Origins origins = plan.series().get(s);
        for (int at = next[s]; at < origins.count() && origins.fits()[at] == fit; at++) {
            next[s] = at + 1;
            progress.requireNotCancelled();
            result.skip(SkipReason.NOT_FITTED);
            progress.done(entry.name());
        }
    }

    private void walk(Predictor predictor, int s, int fit) {
        BacktestPlan.Origins origins = plan.series().get(s);
        try (OriginCursor cursor = new OriginCursor(predictor, origins.series())) {
            for (int at = next[s]; at < origins.count() && origins.fits()[at] == fit; at++) {
                next[s] = at + 1;
                progress.requireNotCancelled();
                SkipReason reason = cursor.prepare(origins.rows()[at]);
                if (reason == null) {
                    forecast(cursor, s, at);
                } else {
                    result.skip(reason);
                }
                progress.done(entry.name());
            }
        }
    }

    private void forecast(OriginCursor cursor, int s, int at) {
        BacktestPlan.Origins origins = plan.series().get(s);
        int row = origins.rows()[at];
        long start = System.nanoTime();
        Forecast forecast = cursor.forecast(row);
        if (forecast == null) {
            result.skip(SkipReason.SHORT_HISTORY);
            return;
        }
        result.addForecastTime(System.nanoTime() - start);
        if (!forecast.origin().equals(origins.series().time(row))) {
            throw new IllegalStateException("'" + entry.name() + "' forecast from " + forecast.origin()
                    + " after a row at " + origins.series().time(row));
        }
        result.add(s, at, forecast);
    }
}
