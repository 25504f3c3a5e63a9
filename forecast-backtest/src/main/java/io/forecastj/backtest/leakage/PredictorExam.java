package io.forecastj.backtest.leakage;

import io.forecastj.Column;
import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.backtest.leakage.ForecastNumbers.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Examines a fitted predictor: forecasts at sampled origins must repeat, must not depend on the future of columns that
 * are not declared as known, on the other histories of a call, or on rows before the sufficient history, and must not
 * be the actual values; no input column may reveal the target.
 */
final class PredictorExam {
    private static final double EXACT = 1e-9;
    /** Networks evaluate batches in another order of additions. */
    private static final double BATCH = 1e-5;

    private static final double HISTORY = 1e-6;

    private static final int TIMES_A_FEATURE = 10;

    private final String name;
    private final Predictor predictor;
    private final PredictorInfo info;
    private final AuditScope scope;
    private final AuditLog log;

    PredictorExam(String name, Predictor predictor, AuditScope scope) {
        this.name = name;
        this.predictor = predictor;
        this.info = predictor.info();
        this.scope = scope;
        this.log = scope.log();
    }

    void run() {
        for (TimeSeries series : scope.series()) {
            int end = series.length() - info.horizon();
            int from = firstOrigin(series, end);
            int[] origins = scope.rows(from, end, values());
            if (origins.length == 0) {
                log.notExamined(
                        name,
                        "forecasts of " + series,
                        "they need " + info.requiredHistory() + " rows and " + info.horizon() + " rows after them");
                continue;
            }
            if (repeats(series, origins[0])) {
                batches(series, origins);
                futures(series, origins);
                sufficient(series, origins);
                actuals(series, origins);
                inputs(series);
                log.cut(origins.length, end - from);
                log.examined(name, "forecasts at " + origins.length + " of " + (end - from) + " origins of " + series);
            }
        }
        List<String> known = info.columns(ColumnRole.KNOWN_FUTURE);
        if (!known.isEmpty()) {
            log.notExamined(name, "the known-future columns " + known, "they are taken as known, as it declares");
        }
    }

    /** The first origin after the training span if there is one, else in it. */
    private int firstOrigin(TimeSeries series, int end) {
        int first = info.requiredHistory() - 1;
        Instant trainedTo = info.trainedTo();
        int trained = trainedTo == null ? first : series.rowAtOrBefore(trainedTo);
        return trained < end ? Math.max(first, trained) : first;
    }

    /** A predictor takes longer than a feature, since a history goes through all that it consists of. */
    private int values() {
        return TIMES_A_FEATURE
                * Math.max(info.columns().size(), info.featureNames().size());
    }

    private TimeSeries future(TimeSeries series, int origin) {
        List<String> known = info.columns(ColumnRole.KNOWN_FUTURE);
        return known.isEmpty() ? TimeSeries.empty() : after(series, origin).select(known.toArray(String[]::new));
    }

    private TimeSeries after(TimeSeries series, int origin) {
        return series.slice(origin + 1, Math.min(series.length(), origin + 1 + info.horizon()));
    }

    ForecastNumbers forecast(TimeSeries series, int origin) {
        return ForecastNumbers.of(predictor.predict(series.head(origin + 1), future(series, origin)));
    }

    private boolean repeats(TimeSeries series, int origin) {
        Change change = forecast(series, origin).firstChange(forecast(series, origin), EXACT);
        if (change != null) {
            found(LeakKind.NOT_REPEATABLE, change.place(), series, origin, change + " at the second call");
        }
        return change == null;
    }

    private void found(LeakKind kind, String part, TimeSeries series, int origin, String reason) {
        scope.found(kind, name, part, series, origin, reason);
    }

    /** The origins are in the order of time, so later histories hold the future of earlier ones. */
    private void batches(TimeSeries series, int[] origins) {
        List<TimeSeries> histories = new ArrayList<>();
        List<TimeSeries> futures = new ArrayList<>();
        for (int origin : origins) {
            histories.add(series.head(origin + 1));
            futures.add(future(series, origin));
        }
        List<Forecast> together = predictor.predictAll(histories, futures);
        for (int i = 0; i < origins.length; i++) {
            Change change = forecast(series, origins[i]).firstChange(ForecastNumbers.of(together.get(i)), BATCH);
            if (change != null) {
                String reason = change + " when predictAll also receives histories that end later";
                found(LeakKind.MIXED_BATCH, change.place(), series, origins[i], reason);
                return;
            }
        }
    }

    /** Hands over all columns of the rows ahead; only those declared as known may count. */
    private void futures(TimeSeries series, int[] origins) {
        Set<String> known = new HashSet<>(info.columns(ColumnRole.KNOWN_FUTURE));
        List<String> others =
                series.columns().stream().filter(name -> !known.contains(name)).toList();
        for (int origin : origins) {
            ForecastNumbers alone = forecast(series, origin);
            TimeSeries actual = after(series, origin);
            for (Disturbance how : Disturbance.values()) {
                TimeSeries changed = how.from(actual, 0, known, scope.seed());
                Change change = null;
                try {
                    change = alone.firstChange(ahead(series, origin, actual), EXACT);
                    change = change == null ? alone.firstChange(ahead(series, origin, changed), EXACT) : change;
                } catch (RuntimeException refusal) {
                    log.refused(name, "rows ahead with all columns, " + how.words(), refusal);
                }
                if (change != null) {
                    String reason = change + " when the rows ahead hold more columns than " + known;
                    blame(series, origin, others)
                            .forEach(column -> found(LeakKind.UNDECLARED_FUTURE, column, series, origin, reason));
                    return;
                }
            }
        }
    }

    /** The columns that move the forecast by themselves; all of them if none does. */
    private List<String> blame(TimeSeries series, int origin, List<String> others) {
        ForecastNumbers actual = ahead(series, origin, after(series, origin));
        List<String> guilty = others.stream()
                .filter(column -> {
                    Set<String> kept = new HashSet<>(series.columns());
                    kept.remove(column);
                    TimeSeries changed = Disturbance.MILLION.from(after(series, origin), 0, kept, scope.seed());
                    return actual.firstChange(ahead(series, origin, changed), EXACT) != null;
                })
                .toList();
        return guilty.isEmpty() ? List.of(String.join(", ", others)) : guilty;
    }

    private ForecastNumbers ahead(TimeSeries series, int origin, TimeSeries rows) {
        return ForecastNumbers.of(predictor.predict(series.head(origin + 1), rows));
    }

    private void sufficient(TimeSeries series, int[] origins) {
        OptionalInt rows = info.sufficientHistory();
        for (int origin : origins) {
            if (rows.isEmpty() || rows.getAsInt() > origin) {
                continue;
            }
            ForecastNumbers all = points(predictor.predict(series.head(origin + 1), future(series, origin)));
            TimeSeries few = series.head(origin + 1).tail(rows.getAsInt());
            Change change = all.firstChange(points(predictor.predict(few, future(series, origin))), HISTORY);
            if (change != null) {
                String reason = change + " when only the " + rows.getAsInt()
                        + " last rows are given, which sufficientHistory() says are enough";
                found(LeakKind.SHORT_WARMUP, change.place(), series, origin, reason);
                return;
            }
        }
    }

    /** Intervals may depend on every row. */
    private static ForecastNumbers points(Forecast forecast) {
        ForecastNumbers all = ForecastNumbers.of(forecast);
        int[] kept = IntStream.range(0, all.values().length)
                .filter(i -> !all.places().get(i).startsWith("quantile"))
                .toArray();
        return new ForecastNumbers(
                IntStream.of(kept).mapToObj(all.places()::get).toList(),
                IntStream.of(kept).mapToDouble(i -> all.values()[i]).toArray());
    }

    private void actuals(TimeSeries series, int[] origins) {
        Instant trainedTo = info.trainedTo();
        boolean inSample =
                trainedTo != null && series.time(origins[origins.length - 1]).isBefore(trainedTo);
        if (inSample) {
            log.notExamined(name, "forecasts equal to what came", "all origins are in the training span");
            return;
        }
        String target = info.targets().get(0);
        int step = info.steps().get(0);
        int moved = 0;
        for (int origin : origins) {
            Forecast forecast = predictor.predict(series.head(origin + 1), future(series, origin));
            double actual = series.value(origin + step, target);
            if (!forecast.classes().isEmpty() || !Rounding.same(forecast.point(target, step), actual, 0, EXACT)) {
                return;
            }
            moved += Rounding.same(series.value(origin, target), actual, 0, EXACT) ? 0 : 1;
        }
        if (moved > 1) {
            String reason = "its forecasts equal the actual values at all " + origins.length
                    + " origins examined, although the values change";
            found(LeakKind.FORECAST_IS_ACTUAL, "step " + step, series, origins[0], reason);
        }
    }

    /** Compares the columns that it reads with the change of its target. */
    private void inputs(TimeSeries series) {
        for (String target : info.targets()) {
            Target change = Target.difference(target, 1);
            for (Column column : info.columns()) {
                if (column.role() != ColumnRole.STATIC && !column.name().equals(target)) {
                    inputs(series, change, column);
                }
            }
        }
    }

    private void inputs(TimeSeries series, Target change, Column column) {
        double[] target = series.values(change.column());
        double[] input = series.values(column.name());
        boolean known = column.role() == ColumnRole.KNOWN_FUTURE;
        for (int step : info.steps().subList(0, Math.min(info.steps().size(), 20))) {
            if (LabelExam.reveals(change, target, input, step, 0)
                    || known && LabelExam.reveals(change, target, input, step, step)) {
                String reason = "the column, which it reads, is a function of the change of '" + change.column() + "' "
                        + step + (step == 1 ? " row" : " rows") + " ahead";
                log.found(Finding.of(LeakKind.LABEL_IN_FEATURES, name, column.name(), series.id(), reason));
                return;
            }
        }
    }
}
