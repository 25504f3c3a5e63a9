package io.forecastj.backtest.tuning;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestListener;
import io.forecastj.backtest.BacktestProgress;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.ClassLabel;
import io.forecastj.backtest.FoldFailure;
import io.forecastj.backtest.SkipReason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Scores one trial in one round. A fault of the trial becomes its failure and does not end the search. */
final class TrialEvaluator {
    private final Rungs rungs;
    private final SearchSettings settings;

    TrialEvaluator(Rungs rungs, SearchSettings settings) {
        this.rungs = rungs;
        this.settings = settings;
    }

    /** Scores a forecaster, or records the reason for its failure. */
    Evaluation evaluate(@Nullable Forecaster forecaster, String whyNone, int rung, FitListener listener) {
        if (forecaster == null) {
            return failed(rung, 0, whyNone);
        }
        long start = System.nanoTime();
        try {
            TrialMetric.Scored score = score(forecaster, rungs.get(rung), listener);
            Optional<FoldFailure> broken = score.failures().stream()
                    .filter(failure -> failure.reason() == SkipReason.FAILED
                            && failure.exception().isPresent())
                    .findFirst();
            if (broken.isPresent()) {
                // without the folds on which it breaks, a trial could seem better than it is
                return failed(rung, start, broken.get().toString());
            }
            return Double.isNaN(score.value())
                    ? failed(
                            rung,
                            start,
                            score.pairs() == 0
                                    ? "no forecast could be compared with an actual value"
                                    : "the metric is undefined for " + score.scores())
                    : new Evaluation(rung, score.value(), score.pairs(), since(start), "");
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            return failed(rung, start, e.toString());
        }
    }

    private TrialMetric.Scored score(Forecaster forecaster, Rungs.Rung rung, FitListener listener) {
        Backtest backtest = Backtest.on(rung.series())
                .windows(rung.windows())
                .compare(forecaster)
                .executor(listener.executor())
                .listener(new BacktestListener() {
                    @Override
                    public void onProgress(BacktestProgress progress) {}

                    @Override
                    public boolean cancelled() {
                        return listener.cancelled();
                    }
                });
        settings.season().ifPresent(backtest::seasonLength);
        ClassLabel labels = settings.labels();
        if (labels != null) {
            backtest.labels(labels);
        }
        BacktestResult result = backtest.run();
        return settings.metric().of(result, forecaster.name());
    }

    private static Evaluation failed(int rung, long start, String why) {
        return new Evaluation(rung, Double.NaN, 0, start == 0 ? Duration.ZERO : since(start), why);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
