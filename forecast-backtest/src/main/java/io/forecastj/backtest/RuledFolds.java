package io.forecastj.backtest;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import org.jspecify.annotations.Nullable;

/**
 * Runs the folds of one forecaster in order, and asks a rule before each whether to fit again. While a predictor stays,
 * one session of each series stays open.
 */
final class RuledFolds implements AutoCloseable {
    private final BacktestPlan plan;
    private final Entry entry;
    private final ModelForecasts result;
    private final RefitRule rule;
    private final KnownScores scores;
    private final @Nullable OriginCursor[] cursors;
    private @Nullable Predictor predictor;
    private int served;

    private RuledFolds(BacktestPlan plan, Entry entry, ModelForecasts result, RefitRule rule) {
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
            RefitRule rule,
            Forecaster.Trainer trainer,
            OriginProgress progress) {
        try (RuledFolds folds = new RuledFolds(plan, entry, result, rule)) {
            for (int fit = 0; fit < plan.fits().size(); fit++) {
                folds.fold(trainer, fit, new FoldRun(plan, entry, result, fit, progress));
            }
        }
    }

    private void fold(Forecaster.Trainer trainer, int fit, FoldRun fold) {
        if (predictor == null || refits(fit)) {
            close();
            predictor = fold.fit(trainer);
            served = 0;
        }
        served++;
        Predictor open = predictor;
        if (open == null) {
            fold.fail();
        } else {
            for (int s = 0; s < cursors.length; s++) {
                fold.walk(cursor(open, s), s);
            }
        }
        fold.end();
    }

    private boolean refits(int fit) {
        return rule.refit(new FoldScores(entry.name(), plan.fits().get(fit).firstOrigin(), scores.before(fit), served));
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
