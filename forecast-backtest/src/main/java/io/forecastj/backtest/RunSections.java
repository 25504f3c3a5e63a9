package io.forecastj.backtest;

import io.forecastj.ForecastStatus;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import io.forecastj.backtest.report.Report;
import io.forecastj.backtest.report.ReportSection;
import io.forecastj.backtest.report.ReportTable;
import io.forecastj.backtest.report.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sections of a report on the run itself: folds, fits, failures, times taken and configuration. */
final class RunSections {
    private static final int MOST_FAILURES = 50;

    private final BacktestPlan plan;
    private final List<ModelForecasts> models;

    RunSections(BacktestPlan plan, List<ModelForecasts> models) {
        this.plan = plan;
        this.models = models;
    }

    /** Adds the training and test span of each fit, unless the forecasts were made elsewhere. */
    void addFolds(List<ReportSection> sections) {
        if (plan.walk().isEmpty()) {
            return;
        }
        TimeSeries longest = plan.series().stream()
                .map(BacktestPlan.Origins::series)
                .max(Comparator.comparingInt(TimeSeries::length))
                .orElseThrow();
        int reach = models.stream().mapToInt(ModelForecasts::horizon).max().orElse(1);
        Timeline timeline = Timeline.of("Training and test spans");
        for (int f = 0; f < plan.fits().size(); f++) {
            BacktestPlan.Fit fit = plan.fits().get(f);
            String row = "fit " + (f + 1);
            int lastExample = longest.rowAtOrBefore(fit.to()) - reach;
            Instant trained = lastExample < 0 || longest.time(lastExample).isBefore(fit.from())
                    ? fit.from()
                    : longest.time(lastExample);
            timeline = timeline.span(row, "training", fit.from(), trained);
            if (fit.firstOrigin().isAfter(trained)) {
                timeline = timeline.span(row, "purged: seen by labels only", trained, fit.firstOrigin());
            }
            timeline = timeline.span(row, "test origins", fit.firstOrigin(), fit.lastOrigin());
        }
        sections.add(ReportSection.titled("Folds").with(timeline));
    }

    ReportSection runs() {
        ReportTable table = ReportTable.titled("Fits and forecasts")
                .text("model", cells(model -> model.entry().name()))
                .right("forecasts", cells(model -> ReportFormat.of("%,d", model.forecasts())))
                .right("degraded", cells(model -> count(model, ForecastStatus.DEGRADED)))
                .right("fallback", cells(model -> count(model, ForecastStatus.FALLBACK)))
                .right(
                        "skipped",
                        cells(model -> ReportFormat.of(
                                "%,d",
                                model.skipped().values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum())));
        if (plan.walk().isPresent()) {
            table = table.right("fits", cells(model -> ReportFormat.of("%,d", model.fits())))
                    .right("fit time", cells(model -> ReportFormat.duration(Duration.ofNanos(model.fitNanos()))))
                    .right(
                            "a forecast",
                            cells(model -> ReportFormat.duration(
                                    Duration.ofNanos(model.predictNanos() / Math.max(1, model.forecasts())))));
        }
        ReportSection section = ReportSection.titled("Runs").with(table);
        List<FoldFailure> failures =
                models.stream().flatMap(model -> model.failures().stream()).toList();
        return failures.isEmpty() ? section : section.with(failed(failures));
    }

    private static ReportTable failed(List<FoldFailure> failures) {
        List<FoldFailure> shown = failures.stream().limit(MOST_FAILURES).toList();
        ReportTable failed = ReportTable.titled("Folds that failed")
                .text("model", shown.stream().map(FoldFailure::model).toList())
                .text(
                        "first origin",
                        shown.stream()
                                .map(one -> ReportFormat.time(one.testFrom()))
                                .toList())
                .right(
                        "origins failed",
                        shown.stream()
                                .map(one -> ReportFormat.of("%,d of %,d", one.failed(), one.origins()))
                                .toList())
                .text("cause", shown.stream().map(FoldFailure::message).toList());
        return shown.size() == failures.size()
                ? failed
                : failed.note(ReportFormat.of("The first %,d of %,d.", shown.size(), failures.size()));
    }

    private static String count(ModelForecasts model, ForecastStatus status) {
        return ReportFormat.of("%,d", model.statuses().getOrDefault(status, 0L));
    }

    private List<String> cells(Function<ModelForecasts, String> cell) {
        return models.stream().map(cell).toList();
    }

    Report configured(Report report, int season) {
        Report with = report.configuration(
                        "windows", plan.walk().map(Object::toString).orElse("forecasts made elsewhere"))
                .configuration("season", season == 1 ? "none" : ReportFormat.count(season, "row"))
                .configuration("series", series());
        String version = "";
        for (ModelForecasts model : models) {
            PredictorInfo info = model.info();
            if (info != null) {
                with = with.configuration(
                        "model " + model.entry().name(),
                        description(info) + (model.trainingUnknown() ? "; " + RunNotes.TRAINING_UNKNOWN : ""));
                version = info.libraries().getOrDefault("forecastj", version);
            }
        }
        return (version.isEmpty() ? with : with.configuration("ForecastJ", version))
                .configuration("Java", System.getProperty("java.version"));
    }

    private String series() {
        TimeSeries first = plan.series().get(0).series();
        String columns = String.join(", ", first.columns());
        return plan.series().size() == 1
                ? ReportFormat.count(first.length(), "row") + " from " + ReportFormat.time(first.time(0)) + " to "
                        + ReportFormat.time(first.time(first.length() - 1)) + " of " + columns
                : ReportFormat.of("%,d", plan.series().size()) + ", the first with "
                        + ReportFormat.count(first.length(), "row") + " of " + columns;
    }

    private static String description(PredictorInfo info) {
        List<String> facts = new ArrayList<>();
        facts.add(info.kind() + ", horizon " + info.horizon());
        if (!info.featureNames().isEmpty()) {
            facts.add(ReportFormat.count(info.featureNames().size(), "feature") + " (" + info.schemaHash() + ")");
        }
        if (!info.parameters().isEmpty()) {
            facts.add(info.parameters().entrySet().stream()
                    .map(one -> one.getKey() + "=" + one.getValue())
                    .collect(Collectors.joining(", ")));
        }
        facts.add("seed " + info.seed());
        info.libraries().forEach((name, version) -> {
            if (!name.equals("forecastj")) {
                facts.add(name + " " + version);
            }
        });
        return String.join("; ", facts);
    }
}
