package io.forecastj.models.internal;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts of one member at the origins of the folds that share its fit: a session on each series, as in production.
 * Used once, by one thread; several may write into the same forecasts, at different origins or of different members.
 */
final class FoldFit {
    private final Predictor predictor;
    private final PredictorInfo info;
    private final int member;
    private final List<String> targets;
    private final double[] levels;
    private final double[] points;
    private List<String> classes = List.of();
    private @Nullable RuntimeException failure;

    FoldFit(Predictor predictor, int member, List<String> targets, double[] levels) {
        this.predictor = predictor;
        this.info = predictor.info();
        this.member = member;
        this.targets = targets;
        this.levels = levels;
        this.points = new double[info.targets().size() * info.horizon()];
    }

    /** Returns the classes that the member forecasts instead of values; empty if it forecasts values. */
    List<String> classes() {
        return classes;
    }

    /** Returns the first exception of the member, or null. */
    @Nullable
    RuntimeException failure() {
        return failure;
    }

    /** Forecasts the origins of the folds in one series. */
    void walk(SeriesForecasts into, List<Folds.Fold> folds) {
        TimeSeries series = into.series();
        int[] rows = origins(into, folds, info.requiredHistory() - 1);
        if (rows.length == 0) {
            return;
        }
        if (series.hasVintages()) {
            walkVintages(into, rows);
            return;
        }
        int at = rows[0];
        double[] row = new double[series.columns().size()];
        try (PredictionSession session = predictor.openSession(series.head(at + 1), future(series, at))) {
            for (int origin : rows) {
                while (at < origin) {
                    at++;
                    for (int c = 0; c < row.length; c++) {
                        row[c] = series.value(at, c);
                    }
                    session.append(series.timestamp(at), row);
                }
                take(session, origin, into);
            }
        } catch (RuntimeException e) {
            // the later origins remain missing, as in a session that is dropped after an error
            failure = failure == null ? e : failure;
        }
    }

    /** Opens a session at each origin, since what was known of earlier rows differs from origin to origin. */
    private void walkVintages(SeriesForecasts into, int[] rows) {
        TimeSeries series = into.series();
        try {
            for (int origin : rows) {
                try (PredictionSession session =
                        predictor.openSession(series.head(origin + 1), future(series, origin))) {
                    take(session, origin, into);
                }
            }
        } catch (RuntimeException e) {
            failure = failure == null ? e : failure;
        }
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

    private TimeSeries future(TimeSeries series, int origin) {
        List<String> known = info.columns(ColumnRole.KNOWN_FUTURE);
        return known.isEmpty()
                ? TimeSeries.empty()
                : series.slice(origin + 1, series.length()).select(known.toArray(String[]::new));
    }

    private void take(PredictionSession session, int row, SeriesForecasts into) {
        try {
            session.forecastInto(points);
            if (Arrays.stream(points).allMatch(Double::isNaN)) {
                classes = session.forecast().classes();
            }
            if (levels.length > 0) {
                quantiles(session.forecast(), row, into);
            }
            for (int target = 0; target < targets.size(); target++) {
                int from = info.targets().indexOf(targets.get(target)) * info.horizon();
                for (int step = 1; step <= info.horizon(); step++) {
                    into.put(row, member, target, step, 0, points[from + step - 1]);
                }
            }
        } catch (RuntimeException e) {
            failure = failure == null ? e : failure;
        }
    }

    private void quantiles(Forecast forecast, int row, SeriesForecasts into) {
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
