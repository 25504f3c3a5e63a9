package io.forecastj.models.internal;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.FitTasks;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts of training rows by models that have not seen these rows. Stacking, ensemble weights and calibration learn
 * from them.
 *
 * <p>The fits run in parallel ({@link FitTasks}). In each fold every member is fitted to the rows up to the fold's cut,
 * opens a session on each series and forecasts at each origin of the fold, as it would in production. Folds with the
 * same cut share one fit and its sessions. If a member has too little history or throws, its forecast is missing.
 */
public final class OutOfFold {
    private final String name;
    private final List<? extends Forecaster> members;
    private final List<String> targets;
    private final double[] levels;
    private final List<TimeSeries> series;
    private final Folds folds;
    private final List<List<Folds.Fold>> fits;
    private final List<SeriesForecasts> all;
    private final @Nullable RuntimeException[][] failures;
    private final AtomicInteger[] left;
    private int done;

    private OutOfFold(
            String name,
            List<? extends Forecaster> members,
            List<String> targets,
            double[] levels,
            List<TimeSeries> series,
            Folds folds) {
        this.name = name;
        this.members = members;
        this.targets = targets;
        this.levels = levels;
        this.series = series;
        this.folds = folds;
        this.fits = folds.fits();
        int horizon = members.get(0).horizon();
        this.all = IntStream.range(0, series.size())
                .mapToObj(i -> new SeriesForecasts(series.get(i), i, folds, members.size(), targets, horizon, levels))
                .toList();
        this.failures = new RuntimeException[members.size()][fits.size()];
        this.left = new AtomicInteger[members.size()];
        Arrays.setAll(left, member -> new AtomicInteger(fits.size()));
    }

    /**
     * The members, fitted to all rows, and their forecasts.
     *
     * @param predictors the predictors in the order of the members; the caller closes them
     * @param forecasts one entry for each series, in their order
     */
    public record Fitted(List<Predictor> predictors, List<SeriesForecasts> forecasts) {}

    /**
     * Fits the members and collects their forecasts. A member that is an ensemble gives those of its own fit, unless
     * quantiles are needed or the user has set other windows for it.
     *
     * @param name the wrapper's name, for progress and messages
     * @param members the forecasters, with equal horizons
     * @param targets the columns whose forecasts are needed, targets of every member
     * @param levels the levels of the quantiles that are needed; empty for points only
     * @param series the training series
     * @param folds the spans
     * @param windows the windows of the folds, null for the standard ones
     * @param listener receives the progress of the members' fits and of the folds, and may cancel
     * @return the fitted members and their forecasts
     * @throws CancellationException if the listener cancels
     * @throws IllegalArgumentException if a member forecasts classes or never has the quantiles; the message names the
     *     member
     * @throws InsufficientHistoryException if a member has no forecast at all; the message names the member and the
     *     reason
     */
    public static Fitted fit(
            String name,
            List<? extends Forecaster> members,
            List<String> targets,
            double[] levels,
            List<TimeSeries> series,
            Folds folds,
            @Nullable WalkForward windows,
            FitListener listener) {
        return new OutOfFold(name, members, targets, levels, series, folds).fit(windows, listener);
    }

    /**
     * Collects the forecasts without a fit to all rows.
     *
     * @param name the wrapper's name, for progress and messages
     * @param members the forecasters, with equal horizons
     * @param targets the columns whose forecasts are needed, targets of every member
     * @param levels the levels of the quantiles that are needed; empty for points only
     * @param series the training series
     * @param folds the spans
     * @param listener receives the progress of the members' fits and of the folds, and may cancel
     * @return one entry for each series, in their order
     * @throws CancellationException as {@link #fit}
     * @throws IllegalArgumentException as {@link #fit}
     * @throws InsufficientHistoryException as {@link #fit}
     */
    public static List<SeriesForecasts> collect(
            String name,
            List<? extends Forecaster> members,
            List<String> targets,
            double[] levels,
            List<TimeSeries> series,
            Folds folds,
            FitListener listener) {
        OutOfFold collection = new OutOfFold(name, members, targets, levels, series, folds);
        List<Forecaster.Trainer> trainers = collection.prepare(listener);
        List<FitTasks.Task<Part>> tasks = new ArrayList<>();
        for (int member = 0; member < members.size(); member++) {
            tasks.addAll(collection.folds(member, trainers.get(member)));
        }
        double[] work = collection.work();
        double[] ofAll = new double[tasks.size()];
        Arrays.setAll(ofAll, task -> work[task % work.length]);
        FitTasks.run(tasks, ofAll, listener);
        return collection.all;
    }

    /**
     * Result of a part of the fit.
     *
     * @param predictor the member fitted to all rows, or null if the part only makes forecasts
     */
    private record Part(@Nullable Predictor predictor) implements AutoCloseable {
        @Override
        public void close() {
            if (predictor != null) {
                predictor.close();
            }
        }
    }

    private List<Forecaster.Trainer> prepare(FitListener listener) {
        List<FitTasks.Task<Forecaster.Trainer>> tasks = new ArrayList<>();
        members.forEach(member -> tasks.add(its -> member.prepare(series)));
        return FitTasks.run(tasks, listener);
    }

    private Fitted fit(@Nullable WalkForward windows, FitListener listener) {
        List<Forecaster.Trainer> trainers = prepare(listener);
        List<FitTasks.Task<Part>> tasks = new ArrayList<>();
        DoubleStream.Builder rows = DoubleStream.builder();
        double[] work = work();
        double allRows = rows(series);
        int[] whole = new int[members.size()];
        for (int member = 0; member < whole.length; member++) {
            if (levels.length == 0 && trainers.get(member) instanceof OutOfFoldTrainer own && own.allows(windows)) {
                whole[member] = tasks.size();
                tasks.add(replay(member, own));
                rows.add(Arrays.stream(work).sum() + allRows);
            } else {
                whole[member] = -1;
                tasks.addAll(folds(member, trainers.get(member)));
                Arrays.stream(work).forEach(rows);
            }
        }
        for (int member = 0; member < whole.length; member++) {
            if (whole[member] < 0) {
                Forecaster forecaster = members.get(member);
                whole[member] = tasks.size();
                tasks.add(its -> new Part(forecaster.fit(series, its)));
                rows.add(allRows);
            }
        }
        List<Part> parts = FitTasks.run(tasks, rows.build().toArray(), listener);
        return new Fitted(
                Arrays.stream(whole)
                        .mapToObj(task -> Objects.requireNonNull(parts.get(task).predictor(), "the fitted member"))
                        .toList(),
                all);
    }

    /** Returns the number of training rows of each fit, at least 1: the work that progress counts. */
    private double[] work() {
        return fits.stream()
                .mapToDouble(fit -> rows(Forecaster.Trainer.cut(
                        series, fit.get(0).from(), fit.get(0).to())))
                .toArray();
    }

    private static double rows(List<TimeSeries> series) {
        return Math.max(1, series.stream().mapToDouble(TimeSeries::length).sum());
    }

    /** Returns the fit of a member that gives its own forecasts. */
    private FitTasks.Task<Part> replay(int member, OutOfFoldTrainer trainer) {
        return listener -> {
            OutOfFoldFit fit = trainer.fitAll(folds, listener);
            try {
                List<String> its = members.get(member).targets();
                int[] indices = targets.stream().mapToInt(its::indexOf).toArray();
                for (int i = 0; i < all.size(); i++) {
                    all.get(i).copy(fit.forecasts().get(i), indices, member);
                }
                requireAnswer(member);
                report(fits.size(), listener);
                return new Part(fit.predictor());
            } catch (RuntimeException | Error e) {
                fit.predictor().close();
                throw e;
            }
        };
    }

    /** Returns the fits of a member to the rows before each fold, with their forecasts. */
    private List<FitTasks.Task<Part>> folds(int member, Forecaster.Trainer trainer) {
        return IntStream.range(0, fits.size())
                .<FitTasks.Task<Part>>mapToObj(fit -> listener -> {
                    failures[member][fit] = fold(member, trainer, fits.get(fit), listener);
                    if (left[member].decrementAndGet() == 0) {
                        requireAnswer(member);
                    }
                    report(1, listener);
                    return new Part(null);
                })
                .toList();
    }

    /** Fits and forecasts; returns the member's exception if there was one. */
    private @Nullable RuntimeException fold(
            int member, Forecaster.Trainer trainer, List<Folds.Fold> shared, FitListener listener) {
        if (listener.cancelled()) {
            throw new CancellationException("the fit of '" + name + "' was cancelled");
        }
        Folds.Fold span = shared.get(0);
        if (Forecaster.Trainer.cut(series, span.from(), span.to()).isEmpty()) {
            return null;
        }
        try (Predictor predictor = trainer.fit(span.from(), span.to(), listener)) {
            FoldFit fit = new FoldFit(predictor, member, targets, levels);
            for (SeriesForecasts one : all) {
                fit.walk(one, shared);
            }
            if (!fit.classes().isEmpty()) {
                throw new IllegalArgumentException("'" + name + "' learns from forecasts of values, and '"
                        + members.get(member).name() + "' forecasts the classes " + fit.classes()
                        + "; leave it out, or give it a target of values such as Target.logReturn");
            }
            return fit.failure();
        } catch (InsufficientHistoryException e) {
            return e;
        }
    }

    private synchronized void report(int fitted, FitListener listener) {
        for (int i = 0; i < fitted; i++) {
            done++;
            // the last report of a task, which this completes
            listener.onProgress(
                    new FitProgress(name, "out-of-fold forecasts", done, members.size() * fits.size(), Map.of(), 1));
        }
    }

    private void requireAnswer(int member) {
        if (all.stream().anyMatch(one -> one.answered(member))) {
            return;
        }
        // the latest fit has had the most rows, so its reason is the best one
        RuntimeException failure = Arrays.stream(failures[member])
                .filter(Objects::nonNull)
                .reduce((before, after) -> after)
                .orElse(null);
        if (failure instanceof IllegalArgumentException) {
            throw new IllegalArgumentException(
                    "'" + name + "' cannot use the forecasts of '"
                            + members.get(member).name() + "': " + failure.getMessage(),
                    failure);
        }
        throw new InsufficientHistoryException(
                "'" + name + "' learns from forecasts of rows that its members have not seen, and '"
                        + members.get(member).name() + "' made none at any of " + fits.size()
                        + " cuts of the training series"
                        + (failure == null ? "" : ": " + failure.getMessage())
                        + ". Use more history, or leave the member out",
                failure);
    }
}
