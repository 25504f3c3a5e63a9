package io.forecastj.backtest.leakage;

import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.backtest.leakage.ForecastNumbers.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Examines a forecaster: fits to the training span of prepared series must not change with the rows after the span.
 * Then examines the predictor that it fits.
 */
final class ForecasterExam implements Exam {
    private static final double EXACT = 1e-9;

    private final @Nullable String name;
    private final Function<List<TimeSeries>, Forecaster> recipe;

    ForecasterExam(@Nullable String name, Function<List<TimeSeries>, Forecaster> recipe) {
        this.name = name;
        this.recipe = recipe;
    }

    @Override
    public void run(AuditScope scope) {
        Forecaster forecaster = recipe.apply(scope.series());
        String subject = name == null ? forecaster.name() : name;
        try (Predictor fitted = fit(forecaster, scope.series(), scope)) {
            List<ForecastNumbers> expected = forecasts(fitted, subject, scope);
            if (expected.isEmpty()) {
                String rows = fitted.info().requiredHistory() + " rows and "
                        + fitted.info().horizon() + " after them";
                scope.log().notExamined(subject, "fits and forecasts", "a forecast needs " + rows);
                return;
            }
            Change change = firstChange(expected, fit(forecaster, scope.series(), scope), subject, scope);
            if (change != null) {
                found(LeakKind.NOT_REPEATABLE, subject, change, "at the second fit", scope);
                return;
            }
            laterRows(fitted, expected, subject, scope);
            new PredictorExam(subject, fitted, scope).run();
        }
        if (!scope.published().isEmpty()) {
            new PublicationExam(subject, scope).forecaster(recipe.apply(scope.published()));
        }
    }

    private static Predictor fit(Forecaster forecaster, List<TimeSeries> series, AuditScope scope) {
        Instant from =
                series.stream().map(one -> one.time(0)).min(Instant::compareTo).orElseThrow();
        Instant to = scope.first().time(scope.trainingRows() - 1);
        return forecaster.prepare(series).fit(from, to, FitListener.NONE);
    }

    private void laterRows(Predictor fitted, List<ForecastNumbers> expected, String subject, AuditScope scope) {
        Set<String> known = new HashSet<>(scope.knownAhead());
        known.addAll(fitted.info().columns(ColumnRole.KNOWN_FUTURE));
        boolean found = false;
        int first = scope.number(scope.first(), scope.trainingRows());
        for (Disturbance how : Disturbance.values()) {
            List<TimeSeries> changed = scope.series().stream()
                    .map(one -> how.from(one, scope.testFrom(one), known, scope.seed()))
                    .toList();
            String what = "rows after the training span " + how.words();
            Change change = attempt(expected, changed, subject, what, scope);
            if (change != null && !found) {
                found = true;
                String when = "when the rows after the training span, from " + first + " on, are " + how.words()
                        + ", though it is fitted on the rows before";
                found(LeakKind.TRAINED_ON_LATER_ROWS, subject, change, when, scope);
            }
        }
        List<TimeSeries> cut = scope.series().stream()
                .map(one -> one.head(scope.testFrom(one)))
                .filter(one -> one.length() > 0)
                .toList();
        Change change = attempt(expected, cut, subject, "the training rows only", scope);
        if (change != null && !found) {
            String when = "when the rows after the training span, from " + first
                    + " on, are cut off, though it is fitted on the rows before";
            found(LeakKind.TRAINED_ON_LATER_ROWS, subject, change, when, scope);
        }
        scope.log()
                .examined(
                        subject,
                        "fits on " + scope.trainingRows() + " rows, with later rows changed in "
                                + Disturbance.values().length + " ways and cut off");
    }

    private @Nullable Change attempt(
            List<ForecastNumbers> expected, List<TimeSeries> series, String subject, String what, AuditScope scope) {
        try {
            return firstChange(expected, fit(recipe.apply(series), series, scope), subject, scope);
        } catch (RuntimeException refusal) {
            scope.log().refused(subject, what, refusal);
            return null;
        }
    }

    private static @Nullable Change firstChange(
            List<ForecastNumbers> expected, Predictor other, String subject, AuditScope scope) {
        try (other) {
            List<ForecastNumbers> found = forecasts(other, subject, scope);
            for (int i = 0; i < expected.size(); i++) {
                Change change = expected.get(i).firstChange(found.get(i), EXACT);
                if (change != null) {
                    return change;
                }
            }
            return null;
        }
    }

    /** The forecasts at the end of the training span, from the rows as they are. */
    private static List<ForecastNumbers> forecasts(Predictor fitted, String subject, AuditScope scope) {
        List<ForecastNumbers> forecasts = new ArrayList<>();
        PredictorExam exam = new PredictorExam(subject, fitted, scope);
        int horizon = fitted.info().horizon();
        for (TimeSeries series : scope.series()) {
            int first = scope.testFrom(series) - 1;
            for (int origin : new int[] {first, first + 1, series.length() - horizon - 1}) {
                if (origin + 1 >= fitted.info().requiredHistory() && origin + horizon < series.length()) {
                    forecasts.add(exam.forecast(series, origin));
                }
            }
        }
        return forecasts;
    }

    private static void found(LeakKind kind, String subject, Change change, String when, AuditScope scope) {
        scope.found(kind, subject, change.place(), scope.first(), scope.trainingRows(), "its " + change + " " + when);
    }
}
