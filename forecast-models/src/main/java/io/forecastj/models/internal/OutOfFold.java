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
 * session on each series and forecasts at each origin of the fold, as it would in production. If a member has too
 * little history or throws, its forecast is missing.
 */
public final class OutOfFold {
    private final List<? extends Forecaster> members;
    private final List<String> targets;
    private final double[] levels;
    private final FitListener listener;
    private List<String> classes = List.of();

    private OutOfFold(List<? extends Forecaster> members, List<String> targets, double[] levels, FitListener listener) {
        this.members = members;
        this.targets = targets;
        this.levels = levels;
        this.listener = listener;
    }

    /**
     * Collects the forecasts.
     *
     * @param name the wrapper's name, for progress and messages
     * @param members the forecasters, with equal horizons
     * @param targets the columns whose forecasts are needed, targets of every member
     * @param levels the levels of the quantiles that are needed; empty for points only
     * @param series the training series
     * @param folds the spans
     * @param listener receives the progress of the members' fits and of the folds, and may cancel
     * @return one entry for each series, in their order
     * @throws CancellationException if the listener cancels
     * @throws IllegalArgumentException if a member forecasts classes or never has the quantiles; the message names the
     *     member
     * @throws InsufficientHistoryException if a member has no forecast at all; the message names the member and the
     *     reason
     */
    public static List<SeriesForecasts> collect(
            String name,
            List<? extends Forecaster> members,
            List<String> targets,
            double[] levels,
            List<TimeSeries> series,
            Folds folds,
            FitListener listener) {
        return new OutOfFold(members, targets, levels, listener).collect(name, series, folds);
    }

    private List<SeriesForecasts> collect(String name, List<TimeSeries> series, Folds folds) {
        int horizon = members.get(0).horizon();
        List<SeriesForecasts> all = IntStream.range(0, series.size())
                .mapToObj(i -> new SeriesForecasts(series.get(i), i, folds, members.size(), targets, horizon, levels))
                .toList();
        int done = 0;
        int total = members.size() * folds.folds().size();
        for (int member = 0; member < members.size(); member++) {
            Forecaster.Trainer trainer = members.get(member).prepare(series);
            boolean answered = false;
            RuntimeException failure = null;
            for (Folds.Fold fold : folds.folds()) {
                if (listener.cancelled()) {
                    throw new CancellationException("the fit of '" + name + "' was cancelled");
                }
                if (!Forecaster.Trainer.cut(series, fold.from(), fold.to()).isEmpty()) {
                    try (Predictor predictor = trainer.fit(fold.from(), fold.to(), listener)) {
                        for (SeriesForecasts one : all) {
                            RuntimeException thrown = walk(predictor, member, one, fold);
                            failure = failure == null ? thrown : failure;
                        }
                        requireValues(name, members.get(member));
                    } catch (InsufficientHistoryException e) {
                        failure = e;
                    }
                }
                done++;
                listener.onProgress(new FitProgress(name, "out-of-fold forecasts", done, total, Map.of()));
            }
            for (SeriesForecasts one : all) {
                answered |= one.answered(member);
            }
            if (!answered && failure instanceof IllegalArgumentException) {
                throw new IllegalArgumentException(
                        "'" + name + "' cannot use the forecasts of '"
                                + members.get(member).name() + "': " + failure.getMessage(),
                        failure);
            }
            if (!answered) {
                throw new InsufficientHistoryException(
                        "'" + name + "' learns from forecasts of rows that its members have not seen, and '"
                                + members.get(member).name() + "' made none at any of " + total / members.size()
                                + " cuts of the training series"
                                + (failure == null ? "" : ": " + failure.getMessage())
                                + ". Use more history, or leave the member out",
                        failure);
            }
        }
        return all;
    }

    private void requireValues(String name, Forecaster member) {
        if (!classes.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' learns from forecasts of values, and '" + member.name()
                    + "' forecasts the classes " + classes + "; leave it out, or give it a target of values such as"
                    + " Target.logReturn");
        }
    }

    /** Forecasts a fold's origins in one series; returns the member's exception if there was one. */
    private @Nullable RuntimeException walk(Predictor predictor, int member, SeriesForecasts into, Folds.Fold fold) {
        PredictorInfo info = predictor.info();
        TimeSeries series = into.series();
        int first = Math.max(into.firstRow(fold), info.requiredHistory() - 1);
        int last = into.lastRow(fold);
        if (first > last) {
            return null;
        }
        double[] row = new double[series.columns().size()];
        RuntimeException failure = null;
        try (PredictionSession session = predictor.openSession(series.head(first + 1), future(info, series, first))) {
            Sink sink = new Sink(info, into, member);
            for (int at = first; at <= last; at++) {
                if (at > first) {
                    for (int c = 0; c < row.length; c++) {
                        row[c] = series.value(at, c);
                    }
                    session.append(series.timestamp(at), row);
                }
                failure = sink.take(session, at, failure);
            }
        } catch (RuntimeException e) {
            // the later origins remain missing, as in a session that is dropped after an error
            return e;
        }
        return failure;
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
