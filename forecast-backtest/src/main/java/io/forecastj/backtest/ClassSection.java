package io.forecastj.backtest;

import io.forecastj.Interval;
import io.forecastj.backtest.report.BarChart;
import io.forecastj.backtest.report.HeatMap;
import io.forecastj.backtest.report.ReportSection;
import io.forecastj.backtest.report.ReportTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The section of a report on the forecasts of one target's classes. */
final class ClassSection {
    private final List<Verdict> verdicts;
    private final ClassComparison comparison;
    /** The models, the lowest logarithmic loss first. */
    private final List<ClassScores> models;

    ClassSection(BacktestResult result, ClassComparison comparison) {
        this.verdicts = result.verdicts();
        this.comparison = comparison;
        this.models = result.classScores().stream()
                .filter(model -> model.comparison() == comparison)
                .toList();
    }

    ReportSection section() {
        ReportSection section =
                ReportSection.titled("Classes of " + comparison.target()).with(scores());
        if (comparison.counts().compared() == 0) {
            return section;
        }
        section = section.with(skill());
        for (ClassScores model : compared()) {
            section = section.with(confusion(model)).with(byClass(model));
        }
        return section;
    }

    private List<ClassScores> compared() {
        return models.stream().filter(model -> !model.reference()).toList();
    }

    private ReportTable scores() {
        ReportTable table = ReportTable.titled("")
                .text("model", cells(ClassScores::model))
                .right(
                        "skill",
                        cells(model ->
                                ReportFormat.signedPercent(model.overall().skill())))
                .right("p", cells(model -> ValueSections.pValue(verdicts, model.model(), model.target())))
                .number("log loss", values(ClassScore::logLoss))
                .number("Brier", values(ClassScore::brier))
                .percent("accuracy", values(ClassScore::accuracy))
                .percent("balanced", values(ClassScore::balancedAccuracy))
                .number("AUC", values(ClassScore::auc))
                .number("calibration error", values(ClassScore::calibrationError));
        for (int m = 0; m < models.size(); m++) {
            table = models.get(m).reference() ? table.reference(m) : table;
        }
        return table.note(
                "Grey: how often each class occurred in the training rows. Skill: the share of its logarithmic"
                        + " loss that a model removes. Balanced: the mean share of each class that is found."
                        + " Calibration error: the mean distance of probabilities from the shares in which they came"
                        + " true."
                        + " " + Summary.pairs(comparison.counts()) + ".");
    }

    private BarChart skill() {
        List<ClassScores> shown = compared();
        List<Interval> ranges = shown.stream()
                .map(model -> model.interval(ClassScore::skill, ScoreIntervals.COVERAGE))
                .toList();
        return BarChart.of(
                        "Skill against the class frequencies",
                        shown.stream().map(ClassScores::model).toList())
                .percent()
                .bars(
                        "skill and its 95% interval",
                        shown.stream()
                                .mapToDouble(model -> model.overall().skill())
                                .toArray(),
                        ranges.stream().mapToDouble(Interval::lower).toArray(),
                        ranges.stream().mapToDouble(Interval::upper).toArray());
    }

    private static HeatMap confusion(ClassScores model) {
        List<String> classes = model.overall().classes();
        double[][] counts = classes.stream()
                .map(actual -> classes.stream()
                        .mapToDouble(predicted -> model.overall().count(actual, predicted))
                        .toArray())
                .toArray(double[][]::new);
        return HeatMap.of("Confusion of " + model.model(), "actual \\ forecast", classes, classes, counts);
    }

    private static ReportTable byClass(ClassScores model) {
        ClassScore score = model.overall();
        List<String> classes = score.classes();
        return ReportTable.titled("By class: " + model.model())
                .text("class", new ArrayList<>(classes))
                .percent(
                        "precision",
                        classes.stream().mapToDouble(score::precision).toArray())
                .percent("recall", classes.stream().mapToDouble(score::recall).toArray())
                .percent("F1", classes.stream().mapToDouble(score::f1).toArray());
    }

    private List<String> cells(Function<ClassScores, String> cell) {
        return models.stream().map(cell).toList();
    }

    private double[] values(ToDoubleFunction<ClassScore> score) {
        return models.stream().map(ClassScores::overall).mapToDouble(score).toArray();
    }
}
