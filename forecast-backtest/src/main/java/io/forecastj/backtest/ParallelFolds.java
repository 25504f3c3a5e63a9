package io.forecastj.backtest;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.FitTasks;
import io.forecastj.Forecaster;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs the folds of all forecasters on the calling thread and those of an executor. The forecasts are those of a run of
 * one fold after the other, and so is the exception if there is one.
 */
final class ParallelFolds {
    /** The most folds at once, each with one predictor, however many threads the executor has. */
    private static final int MOST_AT_ONCE = 64;

    private ParallelFolds() {}

    static void run(List<Walk> walks, Executor pool, OriginProgress progress) {
        List<Folds> all = walks.stream().map(Folds::new).toList();
        List<FitTasks.Task<Boolean>> tasks = new ArrayList<>();
        for (Folds folds : all) {
            for (int part = 0; part < folds.walk.parts(); part++) {
                int its = part;
                tasks.add(listener -> {
                    folds.run(its, progress.until(listener::cancelled));
                    return true;
                });
            }
        }
        try {
            FitTasks.run(tasks, listener(pool, progress));
        } catch (RuntimeException | Error e) {
            // a run in order would have ended at an earlier forecaster whose folds all failed
            all.stream().takeWhile(Folds::done).forEach(folds -> folds.walk.requireForecasts());
            throw e;
        }
        walks.forEach(Walk::requireForecasts);
    }

    private static FitListener listener(Executor pool, OriginProgress progress) {
        AtomicInteger helpers = new AtomicInteger(1);
        return new FitListener() {
            @Override
            public void onProgress(FitProgress ignored) {}

            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }

            @Override
            public Executor executor() {
                return helper -> {
                    if (helpers.getAndIncrement() < MOST_AT_ONCE) {
                        pool.execute(helper);
                    }
                };
            }
        };
    }

    /** The folds of one forecaster, with its trainer from the first that runs until the last. */
    private static final class Folds {
        private final Walk walk;
        private int left;
        private Forecaster.@Nullable Trainer trainer;

        Folds(Walk walk) {
            this.walk = walk;
            this.left = walk.parts();
        }

        void run(int part, OriginProgress progress) {
            walk.part(trainer(progress), part, progress);
            end();
        }

        private synchronized Forecaster.Trainer trainer(OriginProgress progress) {
            Forecaster.Trainer known = trainer;
            if (known == null) {
                known = walk.prepare(progress);
                trainer = known;
            }
            return known;
        }

        private synchronized void end() {
            left--;
            if (left == 0) {
                trainer = null;
            }
        }

        synchronized boolean done() {
            return left == 0;
        }
    }
}
