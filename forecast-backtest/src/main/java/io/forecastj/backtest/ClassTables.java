package io.forecastj.backtest;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Writes the scores of forecasts of classes as tables for a terminal. */
final class ClassTables {
    private ClassTables() {}

    /** Returns a table for each comparison, after an empty line; no text if no model forecasts classes. */
    static String text(List<ClassScores> scores) {
        Map<ClassComparison, List<ClassScores>> tables =
                scores.stream().collect(groupingBy(ClassScores::comparison, LinkedHashMap::new, toList()));
        StringBuilder text = new StringBuilder();
        tables.forEach((comparison, models) -> {
            String header = comparison.target() + ", classes " + String.join(", ", comparison.classes(0)) + ": "
                    + Summary.pairs(comparison.counts());
            text.append('\n').append(ReportFormat.oneLine(header)).append('\n').append(table(models));
        });
        return text.toString();
    }

    private static String table(List<ClassScores> models) {
        return new TextTable()
                .left("model", cells(models, one -> one.model() + (one.reference() ? " *" : "")))
                .right(
                        "skill",
                        cells(
                                models,
                                one -> ReportFormat.signedPercent(one.overall().skill())))
                .right("log loss", numbers(models, ClassScore::logLoss))
                .right("Brier", numbers(models, ClassScore::brier))
                .right(
                        "accuracy",
                        cells(models, one -> ReportFormat.percent(one.overall().accuracy())))
                .right(
                        "balanced",
                        cells(models, one -> ReportFormat.percent(one.overall().balancedAccuracy())))
                .right("AUC", numbers(models, ClassScore::auc))
                .right("calibration", numbers(models, ClassScore::calibrationError))
                .text();
    }

    private static List<String> cells(List<ClassScores> models, Function<ClassScores, String> cell) {
        return models.stream().map(cell).toList();
    }

    private static List<String> numbers(List<ClassScores> models, ToDoubleFunction<ClassScore> number) {
        return cells(models, one -> ReportFormat.decimals(number.applyAsDouble(one.overall()), 4));
    }
}
