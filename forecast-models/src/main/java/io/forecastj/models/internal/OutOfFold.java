package io.forecastj.models.internal;

import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts of training rows by models that have not seen these rows. Stacking, ensemble weights and calibration learn
 * from them.
 *
 * <p>Not thread-safe; used by one thread. In each fold every member is fitted to the rows up to the fold's cut, opens a
 * session on each series and forecasts at each origin of the fold, as it would in production. Folds with the same cut
 * share one fit and its sessions. If a member has too little history or throws, its forecast is missing.
 */
public final class OutOfFold {
    private final String name;
    private final List<? extends Forecaster> members;
    private final List<String> targets;
    private final double[] levels;
    private final FitListener listener;
    private final Folds folds;
    private final List<SeriesForecasts> all;
    private final int total;
    private int done;
    private List<String> classes = List.of();

    private OutOfFold(
            String name,
            List<? extends Forecaster> members,
            List<String> targets,
            double[] levels,
            List<TimeSeries> series,
            Folds folds,
            FitListener listener) {
        this.name = name;
        this.members = members;
        this.targets = targets;
        this.levels = levels;
        this.folds = folds;
        this.listener = listener;
        int horizon = members.get(0).horizon();
        this.all = IntStream.range(0, series.size())
                .mapToObj(i -> new SeriesForecasts(series.get(i), i, folds, members.size(), targets, horizon, levels))
                .toList();
        this.total = members.size() * folds.fits().size();
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
        return new OutOfFold(name, members, targets, levels, series, folds, listener).fit(series, windows);
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
        OutOfFold collection = new OutOfFold(name, members, targets, levels, series, folds, listener);
        for (int member = 0; member < members.size(); member++) {
            collection.collect(member, members.get(member).prepare(series), series);
        }
        return collection.all;
    }

    private Fitted fit(List<TimeSeries> series, @Nullable WalkForward windows) {
        Predictor[] fitted = new Predictor[members.size()];
        try {
            for (int member = 0; member < fitted.length; member++) {
                Forecaster.Trainer trainer = members.get(member).prepare(series);
                if (levels.length == 0 && trainer instanceof OutOfFoldTrainer own && own.allows(windows)) {
                    fitted[member] = replay(member, own);
                } else {
                    collect(member, trainer, series);
                }
            }
            for (int member = 0; member < fitted.length; member++) {
                if (fitted[member] == null) {
                    fitted[member] = members.get(member).fit(series, listener);
                }
            }
            return new Fitted(List.of(fitted), all);
        } catch (RuntimeException | Error e) {
            for (Predictor predictor : fitted) {
                if (predictor != null) {
                    predictor.close();
                }
            }
            throw e;
        }
    }

    /** Takes the forecasts of a member's own fit. */
    private Predictor replay(int member, OutOfFoldTrainer trainer) {
        OutOfFoldFit fit = trainer.fitAll(folds, listener);
        try {
            List<String> its = members.get(member).targets();
            int[] indices = targets.stream().mapToInt(its::indexOf).toArray();
            for (int i = 0; i < all.size(); i++) {
                all.get(i).copy(fit.forecasts().get(i), indices, member);
            }
            for (int i = 0; i < folds.fits().size(); i++) {
                report();
            }
            requireAnswer(member, null);
            return fit.predictor();
        } catch (RuntimeException | Error e) {
            fit.predictor().close();
            throw e;
        }
    }

    private void collect(int member, Forecaster.Trainer trainer, List<TimeSeries> series) {
        RuntimeException failure = null;
        for (List<Folds.Fold> fold : folds.fits()) {
            if (listener.cancelled()) {
                throw new CancellationException("the fit of '" + name + "' was cancelled");
            }
            Folds.Fold span = fold.get(0);
            if (!Forecaster.Trainer.cut(series, span.from(), span.to()).isEmpty()) {
                try (Predictor predictor = trainer.fit(span.from(), span.to(), listener)) {
                    for (SeriesForecasts one : all) {
                        RuntimeException thrown = walk(predictor, member, one, fold);
                        failure = failure == null ? thrown : failure;
                    }
                    requireValues(members.get(member));
                } catch (InsufficientHistoryException e) {
                    failure = e;
                }
            }
            report();
        }
        requireAnswer(member, failure);
    }

    private void report() {
        done++;
        listener.onProgress(new FitProgress(name, "out-of-fold forecasts", done, total, Map.of()));
    }

    private void requireAnswer(int member, @Nullable RuntimeException failure) {
        if (all.stream().anyMatch(one -> one.answered(member))) {
            return;
        }
        if (failure instanceof IllegalArgumentException) {
            throw new IllegalArgumentException(
                    "'" + name + "' cannot use the forecasts of '"
                            + members.get(member).name() + "': " + failure.getMessage(),
                    failure);
        }
        throw new InsufficientHistoryException(
                "'" + name + "' learns from forecasts of rows that its members have not seen, and '"
                        + members.get(member).name() + "' made none at any of "
                        + folds.fits().size()
                        + " cuts of the training series"
                        + (failure == null ? "" : ": " + failure.getMessage())
                        + ". Use more history, or leave the member out",
                failure);
    }

    private void requireValues(Forecaster member) {
        if (!classes.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' learns from forecasts of values, and '" + member.name()
                    + "' forecasts the classes " + classes + "; leave it out, or give it a target of values such as"
                    + " Target.logReturn");
        }
    }

    /** Forecasts the origins of one fit's folds in one series; returns the member's exception if there was one. */
    private @Nullable RuntimeException walk(
            Predictor predictor, int member, SeriesForecasts into, List<Folds.Fold> folds) {
        PredictorInfo info = predictor.info();
        TimeSeries series = into.series();
        int[] rows = origins(into, folds, info.requiredHistory() - 1);
        if (rows.length == 0) {
            return null;
        }
        int first = rows[0];
        double[] row = new double[series.columns().size()];
        RuntimeException failure = null;
        try (PredictionSession session = predictor.openSession(series.head(first + 1), future(info, series, first))) {
            Sink sink = new Sink(info, into, member);
            int at = first;
            for (int origin : rows) {
                while (at < origin) {
                    at++;
                    for (int c = 0; c < row.length; c++) {
                        row[c] = series.value(at, c);
                    }
                    session.append(series.timestamp(at), row);
                }
                failure = sink.take(session, origin, failure);
            }
        } catch (RuntimeException e) {
            // the later origins remain missing, as in a session that is dropped after an error
            return e;
        }
        return failure;
    }

    /** Returns the rows of a series that are origins of the folds, from a first possible one on. */
    private static int[] origins(SeriesForecasts one, List<Folds.Fold> folds, int from) {
        List<Integer> rows = new ArrayList<>();
        for (Folds.Fold fold : folds) {
            for (int row = Math.max(one.firstRow(fold), from); row <= one.lastRow(fold); row++) {
                rows.add(row);
            }
        }
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    private static TimeSeries future(PredictorInfo info, TimeSeries series, int origin) {
        List<String> known = info.columns(ColumnRole.KNOWN_FUTURE);
        return known.isEmpty()
                ? TimeSeries.empty()
                : series.slice(origin + 1, series.length()).select(known.toArray(String[]::new));
    }

    /** Stores the forecasts of one session. */
    private final class Sink {
        private final PredictorInfo info;
        private final SeriesForecasts into;
        private final int member;
        private final double[] points;

        Sink(PredictorInfo info, SeriesForecasts into, int member) {
            this.info = info;
            this.into = into;
            this.member = member;
            this.points = new double[info.targets().size() * info.horizon()];
        }

        @Nullable
        RuntimeException take(PredictionSession session, int row, @Nullable RuntimeException failure) {
            try {
                session.forecastInto(points);
                if (Arrays.stream(points).allMatch(Double::isNaN)) {
                    classes = session.forecast().classes();
                }
                if (levels.length > 0) {
                    quantiles(session.forecast(), row);
                }
                for (int target = 0; target < targets.size(); target++) {
                    int from = info.targets().indexOf(targets.get(target)) * info.horizon();
                    for (int step = 1; step <= info.horizon(); step++) {
                        into.put(row, member, target, step, 0, points[from + step - 1]);
                    }
                }
            } catch (RuntimeException e) {
                return failure == null ? e : failure;
            }
            return failure;
        }

        private void quantiles(Forecast forecast, int row) {
            for (int target = 0; target < targets.size(); target++) {
                for (int step : info.steps()) {
                    for (int level = 0; level < levels.length; level++) {
                        double value = forecast.quantile(targets.get(target), step, levels[level]);
                        into.put(row, member, target, step, 1 + level, value);
                    }
                }
            }
        }
    }
}
