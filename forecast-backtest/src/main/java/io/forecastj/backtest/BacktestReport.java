package io.forecastj.backtest;

import io.forecastj.backtest.report.Report;
import io.forecastj.backtest.report.ReportSection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the report of a result. */
final class BacktestReport {
    private final BacktestResult result;
    private final BacktestPlan plan;
    /** The comparisons of values by some model beside the naive ones. */
    private final List<Comparison> comparisons;

    private final List<ClassComparison> ofClasses;
    private final List<ModelForecasts> runs;

    BacktestReport(
            BacktestResult result, BacktestPlan plan, List<Comparison> comparisons, List<ClassComparison> ofClasses) {
        this.result = result;
        this.plan = plan;
        this.comparisons = comparisons.stream().filter(Summary::compares).toList();
        this.ofClasses = ofClasses;
        this.runs = Stream.concat(
                        this.comparisons.stream()
                                .flatMap(comparison -> comparison.contenders().stream())
                                .map(Comparison.Contender::model),
                        ofClasses.stream().flatMap(comparison -> comparison.models().stream()))
                .distinct()
                .toList();
    }

    Report report() {
        List<ReportSection> sections = new ArrayList<>();
        List<ValueSections> values = comparisons.stream()
                .map(comparison -> new ValueSections(result, comparison, comparisons.size() > 1))
                .toList();
        values.forEach(one -> sections.add(one.scores()));
        ofClasses.forEach(comparison -> sections.add(new ClassSection(result, comparison).section()));
        if (!comparisons.isEmpty()) {
            sections.add(ReportSection.titled("Forecasts and actual values")
                    .with(new ForecastPanels(plan, comparisons, result.scores()).chart()));
        }
        values.forEach(one -> {
            one.addErrors(plan.series().size() > 1, sections);
            one.addIntervals(sections);
        });
        RunSections run = new RunSections(plan, runs);
        run.addFolds(sections);
        sections.add(run.runs());
        Report report = Report.titled("Backtest of "
                        + Stream.concat(
                                        comparisons.stream().map(Comparison::target),
                                        ofClasses.stream().map(ClassComparison::target))
                                .distinct()
                                .collect(Collectors.joining(", ")))
                .subtitle(subtitle())
                .verdict(verdict())
                .with(sections.toArray(ReportSection[]::new));
        return run.configured(report, result.seasonLength())
                .configuration("SHA-256 of windows, forecasts and actual values", result.hash());
    }

    private String subtitle() {
        long rows =
                plan.series().stream().mapToLong(one -> one.series().length()).sum();
        List<String> facts = new ArrayList<>();
        facts.add(
                plan.series().size() == 1
                        ? plan.series().get(0).series().id()
                        : ReportFormat.of("%,d series", plan.series().size()));
        facts.add(ReportFormat.count(rows, "row"));
        facts.add(ReportFormat.count(plan.origins(), "origin") + " from " + ReportFormat.time(plan.firstOrigin())
                + " to " + ReportFormat.time(plan.lastOrigin()));
        facts.add(plan.walk().isPresent() ? ReportFormat.count(plan.fits().size(), "fit") : "forecasts made elsewhere");
        return facts.stream().filter(fact -> !fact.isEmpty()).collect(Collectors.joining(" \u00b7 "));
    }

    /**
     * The verdicts, those that say the most first, below a sentence on all of them; then the models of which is not
     * known that they are out of sample.
     */
    private List<String> verdict() {
        List<Verdict> verdicts = result.verdicts();
        List<String> sentences = new ArrayList<>();
        if (verdicts.size() > 1) {
            sentences.add(overall(verdicts));
        }
        verdicts.stream()
                .sorted(Comparator.comparing(verdict -> verdict.outcome() != Verdict.Outcome.BETTER))
                .map(verdict -> verdict + ".")
                .forEach(sentences::add);
        runs.stream()
                .filter(ModelForecasts::trainingUnknown)
                .map(run -> RunNotes.trainingUnknown(run) + ".")
                .forEach(sentences::add);
        return sentences;
    }

    private static String overall(List<Verdict> verdicts) {
        if (verdicts.stream().allMatch(one -> one.outcome() == Verdict.Outcome.TOO_FEW)) {
            return "The origins are too few to tell whether a model is better than naive.";
        }
        long better = verdicts.stream()
                .filter(one -> one.outcome() == Verdict.Outcome.BETTER)
                .count();
        boolean oneTarget = verdicts.stream().map(Verdict::target).distinct().count() == 1;
        String what = oneTarget ? "models" : "comparisons";
        if (better == 0) {
            return oneTarget
                    ? ReportFormat.of("None of the %d models is better than the naive forecasts.", verdicts.size())
                    : ReportFormat.of(
                            "In none of the %d comparisons is a model better than the naive forecasts.",
                            verdicts.size());
        }
        return oneTarget
                ? ReportFormat.of(
                        "%d of %d %s %s better than the naive forecasts.",
                        better, verdicts.size(), what, better == 1 ? "is" : "are")
                : ReportFormat.of(
                        "In %d of %d %s the model is better than the naive forecasts.", better, verdicts.size(), what);
    }
}
