package io.forecastj.backtest;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import org.jspecify.annotations.Nullable;

/**
 * Runs the folds of one forecaster one after the other. It fits in each of them, or where a rule says so. While the
 * model stays the same, since a rule keeps it or since each fit returns the given one, the sessions go on from fold to
 * fold, so that no row is taken twice.
 */
final class FoldsInOrder implements AutoCloseable {
    private final BacktestPlan plan;
    private final Entry entry;
    private final ModelForecasts result;
    private final @Nullable RefitRule rule;
    private final KnownScores scores;
    /** The session of each series, if it goes on. */
    private final @Nullable OriginCursor[] cursors;

    private @Nullable Predictor predictor;
    private @Nullable PredictorInfo lastInfo;
    private String lastHash = "";
    /** True if the last fits without a rule have returned the same model. */
    private boolean fixed;
    /** The number of folds that the predictor has served. */
    private int served;

    private FoldsInOrder(BacktestPlan plan, Entry entry, ModelForecasts result, @Nullable RefitRule rule) {
        this.plan = plan;
        this.entry = entry;
        this.result = result;
        this.rule = rule;
        this.scores = new KnownScores(plan, result);
        this.cursors = new OriginCursor[plan.series().size()];
    }

    static void run(
            BacktestPlan plan,
            Entry entry,
            ModelForecasts result,
            @Nullable RefitRule rule,
            Forecaster.Trainer trainer,
            OriginProgress progress) {
        try (FoldsInOrder folds = new FoldsInOrder(plan, entry, result, rule)) {
            for (int fit = 0; fit < plan.fits().size(); fit++) {
                FoldRun fold = new FoldRun(plan, entry, result, fit, progress);
                if (rule == null) {
                    folds.refit(trainer, fold);
                } else if (folds.predictor == null || folds.asks(rule, fit)) {
                    folds.fit(trainer, fold);
                }
                folds.forecast(fold);
            }
        }
    }

    private boolean asks(RefitRule rule, int fit) {
        return rule.refit(new FoldScores(entry.name(), plan.fits().get(fit).firstOrigin(), scores.before(fit), served));
    }

    private void fit(Forecaster.Trainer trainer, FoldRun fold) {
        close(); // before the fit, which needs the memory
        predictor = fold.fit(trainer);
        served = 0;
    }

    private void refit(Forecaster.Trainer trainer, FoldRun fold) {
        if (!fixed) {
            fit(trainer, fold);
            fixed = predictor != null && isLast(predictor);
            return;
        }
        Predictor fitted = fold.fit(trainer);
        if (fitted != null && isLast(fitted)) {
            fitted.close();
        } else {
            close();
            predictor = fitted;
            fixed = false;
        }
    }

    /** Returns whether a predictor is the same model as the last one; the hash is asked for only if it may be. */
    private boolean isLast(Predictor fitted) {
        try {
            PredictorInfo info = fitted.info();
            boolean mayBe = info == lastInfo;
            lastInfo = info;
            String before = lastHash;
            lastHash = mayBe ? fitted.modelHash() : "";
            return !before.isEmpty() && lastHash.equals(before);
        } catch (RuntimeException e) {
            return false; // a predictor without a description or a hash is as good as a new one
        }
    }

    private void forecast(FoldRun fold) {
        served++;
        Predictor open = predictor;
        if (open == null) {
            fold.fail();
        } else if (rule == null && !fixed) {
            fold.forecast(open);
        } else {
            for (int s = 0; s < cursors.length; s++) {
                fold.walk(cursor(open, s), s);
            }
        }
        fold.end();
        requireValues();
    }

    /** A rule reads the scores of values, and would see no pair of a forecaster of classes. */
    private void requireValues() {
        if (rule != null && result.classes().present()) {
            throw new IllegalArgumentException("'" + entry.name() + "' forecasts classes, but the rule of refitWhen"
                    + " reads scores of values; leave refitWhen out and set how often to fit, as with"
                    + " WalkForward.refitEvery");
        }
    }

    private OriginCursor cursor(Predictor open, int s) {
        OriginCursor cursor = cursors[s];
        if (cursor != null && cursor.broken()) {
            cursors[s] = null;
            cursor.close();
            cursor = null;
        }
        if (cursor == null) {
            cursor = new OriginCursor(open, plan.series().get(s).series());
            cursors[s] = cursor;
        }
        return cursor;
    }

    /** Closes the predictor and its sessions. */
    @Override
    public void close() {
        Predictor last = predictor;
        predictor = null;
        try (last) {
            for (int s = 0; s < cursors.length; s++) {
                OriginCursor cursor = cursors[s];
                cursors[s] = null;
                if (cursor != null) {
                    cursor.close();
                }
            }
        }
    }
}
