package io.forecastj.backtest;

import io.forecastj.Interval;
import io.forecastj.backtest.report.BarChart;
import io.forecastj.backtest.report.HeatMap;
import io.forecastj.backtest.report.LineChart;
import io.forecastj.backtest.report.ReportSection;
import io.forecastj.backtest.report.ReportTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The sections of a report on the forecasts of one target's values: scores, errors by step and series, intervals. */
final class ValueSections {
    private final BacktestResult result;
    private final Comparison comparison;
    private final List<Verdict> verdicts;
    private final boolean named;
    /** The models of the target, the best first. */
    private final List<ModelScores> models;

    /** @param named whether titles name the target */
    ValueSections(BacktestResult result, Comparison comparison, boolean named) {
        this.result = result;
        this.comparison = comparison;
        this.verdicts = result.verdicts();
        this.named = named;
        this.models = result.scores().stream()
                .filter(model -> model.target().equals(comparison.target()))
                .toList();
    }

    private String titled(String title) {
        return named ? title + ": " + comparison.target() : title;
    }

    ReportSection scores() {
        List<String> names = comparison.names();
        ReportTable table = ReportTable.titled("")
                .text("model", cells(models, ModelScores::model))
                .right(
                        "skill",
                        cells(
                                models,
                                model -> ReportFormat.signedPercent(
                                        model.overall().skill())))
                .right("p", cells(models, model -> pValue(verdicts, model.model(), model.target())));
        if (result.seasonLength() != 1) {
            table = table.right(
                    "vs season",
                    cells(
                            models,
                            model -> ReportFormat.signedPercent(model.overall().seasonalSkill())));
        }
        table = table.number("RMSE", values(models, Score::rmse));
        ReportSection section = ReportSection.titled(titled("Scores"));
        if (comparison.counts().compared() == 0) {
            return section.with(rest(table));
        }
        int naive = names.indexOf(models.stream()
                .filter(model -> model.run().entry().role() == Entry.Role.NAIVE)
                .findFirst()
                .orElseThrow()
                .model());
        ScoreIntervals intervals = new ScoreIntervals(comparison, naive);
        table = table.right("95% interval", cells(models, model -> text(intervals.rmse(names.indexOf(model.model())))));
        return section.with(rest(table)).with(skill(names, intervals));
    }

    private ReportTable rest(ReportTable begun) {
        ReportTable table = begun.number("MAE", values(models, Score::mae))
                .percent("MAPE", values(models, Score::mape))
                .right(
                        "MASE",
                        cells(
                                models,
                                model -> ReportFormat.decimals(model.overall().mase(), 3)))
                .number("bias", values(models, Score::bias))
                .right("direction", cells(models, Summary::direction));
        for (int m = 0; m < models.size(); m++) {
            table = models.get(m).reference() ? table.reference(m) : table;
        }
        return table.note("Grey: the naive forecasts, which every backtest includes. Skill: the share of the naive"
                + " forecast's RMSE that a model removes; at 0% it is no better. p: of a difference from the better"
                + " naive forecast at least as large if both were equally good, adjusted for the number of models. "
                + Summary.pairs(comparison.counts()) + ".");
    }

    private BarChart skill(List<String> names, ScoreIntervals intervals) {
        List<ModelScores> shown =
                models.stream().filter(model -> !model.reference()).toList();
        List<Interval> ranges = shown.stream()
                .map(model -> intervals.skill(names.indexOf(model.model())))
                .toList();
        return BarChart.of("Skill against the naive forecast", cells(shown, ModelScores::model))
                .percent()
                .bars(
                        "skill and its 95% interval",
                        values(shown, Score::skill),
                        ranges.stream().mapToDouble(Interval::lower).toArray(),
                        ranges.stream().mapToDouble(Interval::upper).toArray())
                .note("Intervals: over samples of the origins, drawn anew in blocks that keep overlapping forecasts"
                        + " together. Where one contains 0%, the difference may be chance.");
    }

    /** Returns the p-value of the verdict on a model; empty if there is none. */
    static String pValue(List<Verdict> verdicts, String model, String target) {
        return verdicts.stream()
                .filter(one -> one.model().equals(model) && one.target().equals(target) && !Double.isNaN(one.pValue()))
                .map(one -> ReportFormat.pValue(one.pValue()))
                .map(text -> text.startsWith("= ") ? text.substring(2) : text)
                .findFirst()
                .orElse("");
    }

    private static String text(Interval interval) {
        List<String> ends = ReportFormat.column(new double[] {interval.lower(), interval.upper()});
        return ends.get(0) + " to " + ends.get(1);
    }

    /** Adds the errors by step and by series, where there is more than one. */
    void addErrors(boolean severalSeries, List<ReportSection> sections) {
        List<Map<Integer, Score>> byStep =
                models.stream().map(ModelScores::byStep).toList();
        double[] steps = byStep.get(0).keySet().stream()
                .mapToDouble(Integer::doubleValue)
                .toArray();
        if (steps.length > 1) {
            LineChart rmse = LineChart.over("RMSE by step", "step", steps);
            LineChart skill =
                    LineChart.over("Skill by step", "step", steps).percent().note("The naive forecast is at 0%.");
            for (int m = 0; m < models.size(); m++) {
                String name = models.get(m).model();
                double[] errors = values(byStep.get(m), Score::rmse);
                if (models.get(m).reference()) {
                    rmse = rmse.reference(name, errors);
                } else {
                    rmse = rmse.line(name, errors);
                    skill = skill.line(name, values(byStep.get(m), Score::skill));
                }
            }
            sections.add(ReportSection.titled(titled("Error by step")).with(rmse, skill));
        }
        if (severalSeries && comparison.counts().compared() > 0) {
            sections.add(ReportSection.titled(titled("Skill by series")).with(bySeries()));
        }
    }

    private HeatMap bySeries() {
        List<ModelScores> shown = models.stream()
                .filter(model -> model.run().entry().role() != Entry.Role.NAIVE)
                .sorted(Comparator.comparing(ModelScores::reference))
                .toList();
        List<Map<String, Score>> byId = shown.stream().map(ModelScores::byId).toList();
        List<String> ids = new ArrayList<>(byId.get(0).keySet());
        ids.sort(Comparator.comparingDouble(
                id -> -byId.get(0).getOrDefault(id, Score.NONE).skill()));
        double[][] skills = ids.stream()
                .map(id -> byId.stream()
                        .mapToDouble(
                                ofModel -> ofModel.getOrDefault(id, Score.NONE).skill())
                        .toArray())
                .toArray(double[][]::new);
        return HeatMap.of(
                        "Share of the naive forecast's RMSE removed",
                        "series",
                        ids,
                        cells(shown, ModelScores::model),
                        skills)
                .percent()
                .note("Ordered by the skill of " + shown.get(0).model() + ".");
    }

    /** Adds coverage and calibration, if a model has quantiles. */
    void addIntervals(List<ReportSection> sections) {
        List<ModelScores> withQuantiles = models.stream()
                .filter(model -> !model.levels().isEmpty())
                .sorted(Comparator.comparing(ModelScores::reference))
                .toList();
        if (!withQuantiles.isEmpty() && comparison.counts().compared() > 0) {
            sections.add(new IntervalSection(comparison, withQuantiles).section(titled("Intervals")));
        }
    }

    private static double[] values(Map<Integer, Score> byStep, ToDoubleFunction<Score> score) {
        return byStep.values().stream().mapToDouble(score).toArray();
    }

    private static List<String> cells(List<ModelScores> models, Function<ModelScores, String> cell) {
        return models.stream().map(cell).toList();
    }

    private static double[] values(List<ModelScores> models, ToDoubleFunction<Score> score) {
        return models.stream().map(ModelScores::overall).mapToDouble(score).toArray();
    }
}
