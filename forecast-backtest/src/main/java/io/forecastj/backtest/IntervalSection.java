package io.forecastj.backtest;

import io.forecastj.backtest.report.LineChart;
import io.forecastj.backtest.report.ReportSection;
import io.forecastj.backtest.report.ReportTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The section of a report on the quantiles of one target: coverage, calibration, and coverage by step. */
final class IntervalSection {
    private final Comparison comparison;
    /** The models with quantiles, the best first. */
    private final List<ModelScores> models;

    IntervalSection(Comparison comparison, List<ModelScores> models) {
        this.comparison = comparison;
        this.models = models;
    }

    ReportSection section(String title) {
        List<QuantileScores> scores =
                models.stream().map(ModelScores::quantiles).toList();
        List<Double> coverages = scores.stream()
                .flatMap(one -> one.intervals().stream())
                .map(IntervalScore::level)
                .distinct()
                .sorted()
                .toList();
        ReportSection section = ReportSection.titled(title).with(table(scores, coverages));
        for (Map.Entry<String, List<ModelScores>> sameLevels : byLevels().entrySet()) {
            section = section.with(calibration(sameLevels.getValue()));
        }
        for (double coverage : coverages) {
            Optional<LineChart> chart = byStep(coverage);
            section = chart.isPresent() ? section.with(chart.get()) : section;
        }
        return section;
    }

    private ReportTable table(List<QuantileScores> scores, List<Double> coverages) {
        ReportTable table = ReportTable.titled("Coverage").text("model", names(models));
        for (double coverage : coverages) {
            String of = " of " + percent(coverage);
            table = table.percent("coverage" + of, ofInterval(scores, coverage, IntervalScore::coverage))
                    .number("width" + of, ofInterval(scores, coverage, IntervalScore::width))
                    .number("Winkler" + of, ofInterval(scores, coverage, IntervalScore::winkler));
        }
        table = table.number(
                "CRPS", scores.stream().mapToDouble(QuantileScores::crps).toArray());
        for (int m = 0; m < models.size(); m++) {
            table = models.get(m).reference() ? table.reference(m) : table;
        }
        return table.note("Coverage: the share of actual values inside the interval. Winkler: its mean width, with a"
                + " penalty for misses. CRPS: from the quantiles; compare it only between models with the same"
                + " levels.");
    }

    private static double[] ofInterval(
            List<QuantileScores> scores, double coverage, ToDoubleFunction<IntervalScore> number) {
        return scores.stream()
                .mapToDouble(one -> one.intervals().stream()
                        .filter(interval -> interval.level() == coverage)
                        .mapToDouble(number)
                        .findFirst()
                        .orElse(Double.NaN))
                .toArray();
    }

    /** Returns the models by their levels, in the order of the models. */
    private Map<String, List<ModelScores>> byLevels() {
        return models.stream()
                .collect(Collectors.groupingBy(
                        model -> model.levels().toString(), LinkedHashMap::new, Collectors.toList()));
    }

    private LineChart calibration(List<ModelScores> sameLevels) {
        double[] levels = sameLevels.get(0).levels().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        LineChart chart = LineChart.over("Calibration of the quantiles", "nominal level", levels)
                .percent();
        for (ModelScores model : sameLevels) {
            Comparison.Contender contender =
                    comparison.contenders().get(comparison.names().indexOf(model.model()));
            chart = chart.line(model.model(), QuantileCalibration.observed(comparison, contender));
        }
        return chart.reference("perfect calibration", levels)
                .note("The share of actual values at or below each quantile, over its nominal level. On the dashed line"
                        + " both are the same.");
    }

    private Optional<LineChart> byStep(double coverage) {
        Map<Integer, double[]> byStep = new TreeMap<>();
        List<String> names = new ArrayList<>();
        for (ModelScores model : models) {
            int at = names.size();
            boolean has = model.quantiles().intervals().stream().anyMatch(one -> one.level() == coverage);
            if (has) {
                names.add(model.model());
                model.quantilesByStep()
                        .forEach((step, scores) -> byStep.computeIfAbsent(step, ignored -> none(models.size()))[at] =
                                scores.interval(coverage).coverage());
            }
        }
        if (byStep.size() < 2) {
            return Optional.empty();
        }
        double[] steps =
                byStep.keySet().stream().mapToDouble(Integer::doubleValue).toArray();
        LineChart chart = LineChart.over("Coverage of the " + percent(coverage) + " intervals by step", "step", steps)
                .percent();
        for (int m = 0; m < names.size(); m++) {
            int model = m;
            chart = chart.line(
                    names.get(m),
                    byStep.values().stream()
                            .mapToDouble(ofStep -> ofStep[model])
                            .toArray());
        }
        double[] nominal = new double[steps.length];
        Arrays.fill(nominal, coverage);
        return Optional.of(chart.reference("nominal", nominal));
    }

    private static double[] none(int length) {
        double[] none = new double[length];
        Arrays.fill(none, Double.NaN);
        return none;
    }

    private static List<String> names(List<ModelScores> models) {
        return models.stream().map(ModelScores::model).toList();
    }

    private static String percent(double coverage) {
        return QuantilePlanes.text(QuantilePlanes.rounded(100 * coverage)) + "%";
    }
}
