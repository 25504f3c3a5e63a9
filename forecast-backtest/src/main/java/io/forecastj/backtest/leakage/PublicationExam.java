package io.forecastj.backtest.leakage;

import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Leaves out what was published after a time: the rows and forecasts up to then must not change. */
final class PublicationExam {
    private static final double EXACT = 1e-9;

    private final String name;
    private final AuditScope scope;

    PublicationExam(String name, AuditScope scope) {
        this.name = name;
        this.scope = scope;
    }

    /** Examines features of one series. */
    void features(TimeSeries series, Function<TimeSeries, double[][]> features, List<String> columns) {
        int[] cuts = scope.rows(0, series.length() - 1, columns.size());
        double[][] whole = features.apply(series);
        double[] sizes = Rounding.sizes(whole, columns.size());
        boolean[] found = new boolean[columns.size()];
        for (int cut : cuts) {
            double[][] then = features.apply(series.publishedBy(series.time(cut)));
            for (int c = 0; c < found.length; c++) {
                for (int row = cut; row >= 0 && !found[c]; row--) {
                    if (!Rounding.same(whole[row][c], then[row][c], sizes[c])) {
                        found[c] = true;
                        String reason = "it changes from " + whole[row][c] + " to " + then[row][c]
                                + " when the values published after " + series.time(cut) + " are left out";
                        scope.found(LeakKind.LATER_PUBLICATIONS, name, columns.get(c), series, row, reason);
                    }
                }
            }
        }
        scope.log().examined(name, "publications left out after " + cuts.length + " rows of " + series);
    }

    /** Examines the forecasts of a forecaster that is fitted to what was published by the end of the training span. */
    void forecaster(Forecaster forecaster) {
        List<TimeSeries> all = scope.published();
        Instant from =
                all.stream().map(one -> one.time(0)).min(Instant::compareTo).orElseThrow();
        Instant to = scope.first().time(scope.trainingRows() - 1);
        List<TimeSeries> then = all.stream().map(one -> one.publishedBy(to)).toList();
        try (Predictor fitted = forecaster.prepare(all).fit(from, to, FitListener.NONE);
                Predictor ofThen = forecaster.prepare(then).fit(from, to, FitListener.NONE)) {
            for (TimeSeries series : all) {
                int first = scope.testFrom(series) - 1;
                compare(fitted, ofThen, series, first, "the fit to the rows up to " + to);
                compare(
                        fitted,
                        fitted,
                        series,
                        (first + series.length() - fitted.info().horizon()) / 2,
                        "a forecast");
            }
        }
        scope.log().examined(name, "publications left out after the training span and after an origin");
    }

    /** Compares a forecast from all publications with one from those by the origin. */
    private void compare(Predictor one, Predictor other, TimeSeries series, int origin, String what) {
        PredictorInfo info = one.info();
        if (origin + 1 < info.requiredHistory() || origin + info.horizon() >= series.length()) {
            return;
        }
        ForecastNumbers.Change change = forecast(one, series, origin)
                .firstChange(forecast(other, series.publishedBy(series.time(origin)), origin), EXACT);
        if (change != null) {
            String reason = "its " + change + " when values published after " + series.time(origin) + " are left out: "
                    + what + " depends on them";
            scope.found(LeakKind.LATER_PUBLICATIONS, name, change.place(), series, origin, reason);
        }
    }

    private static ForecastNumbers forecast(Predictor predictor, TimeSeries series, int origin) {
        List<String> known = predictor.info().columns(ColumnRole.KNOWN_FUTURE);
        TimeSeries future = known.isEmpty()
                ? TimeSeries.empty()
                : series.slice(origin + 1, origin + 1 + predictor.info().horizon())
                        .select(known.toArray(String[]::new));
        return ForecastNumbers.of(predictor.predict(series.head(origin + 1), future));
    }
}
