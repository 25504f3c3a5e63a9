package io.forecastj.backtest;

import io.forecastj.ForecastStatus;
import io.forecastj.Gap;
import io.forecastj.WalkForward;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Writes a result as a table for a terminal. */
final class Summary {
    private final BacktestPlan plan;
    private final int season;
    private final List<Comparison> comparisons;
    private final List<ModelScores> scores;
    private final List<Verdict> verdicts;
    private final WalkForward walk;
    private final StringBuilder text = new StringBuilder();

    Summary(
            BacktestPlan plan,
            int season,
            List<Comparison> comparisons,
            List<ModelScores> scores,
            List<Verdict> verdicts,
            WalkForward walk) {
        this.plan = plan;
        this.season = season;
        this.comparisons = comparisons;
        this.scores = scores;
        this.verdicts = verdicts;
        this.walk = walk;
    }

    String text() {
        header();
        for (Comparison comparison : comparisons) {
            line("");
            table(comparison);
            intervals(comparison);
        }
        line("");
        verdicts();
        line("* always compared. Skill: the share of the naive forecast's RMSE that a model removes; at 0% it is no");
        line("better. Direction: up or down from the last known value. Each: the time that one forecast takes.");
        if (scores.stream().anyMatch(model -> !model.levels().isEmpty())) {
            line("Cov: the share of actual values inside the interval. Winkler: its mean width, with a penalty for"
                    + " misses.");
        }
        if (!plan.skipped().isEmpty()) {
            line("Skipped for all models: " + counts(plan.skipped()));
        }
        notes();
        return text.toString();
    }

    /** Writes who is better than the naive forecasts, and how sure that is. */
    private void verdicts() {
        if (verdicts.isEmpty()) {
            return;
        }
        verdicts.forEach(verdict -> line(verdict.toString()));
        line("p: of a difference in squared errors at least as large if both were equally good"
                + (verdicts.size()
                                > scores.stream()
                                        .map(ModelScores::target)
                                        .distinct()
                                        .count()
                        ? ", adjusted for the number of models"
                        : "")
                + ".");
        line("");
    }

    private void header() {
        long rows =
                plan.series().stream().mapToLong(one -> one.series().length()).sum();
        line(ReportFormat.of("%,d series, %s", plan.series().size(), ReportFormat.count(rows, "row")));
        line(ReportFormat.count(plan.origins(), "origin") + " from " + ReportFormat.time(plan.firstOrigin()) + " to "
                + ReportFormat.time(plan.lastOrigin()) + ", "
                + ReportFormat.count(plan.fits().size(), "fit") + " on "
                + (walk.expanding() ? "an expanding span of " : "a rolling span of ")
                + ReportFormat.count(walk.train(), "row")
                + (season == 1 ? ", no season" : ", a season of " + ReportFormat.count(season, "row")));
        gaps();
    }

    private void gaps() {
        List<List<Gap>> found = plan.series().stream()
                .map(one -> one.series().gaps())
                .filter(gaps -> !gaps.isEmpty())
                .toList();
        if (!found.isEmpty()) {
            long absent =
                    found.stream().flatMap(List::stream).mapToLong(Gap::rows).sum();
            line("Absent by the spacing of the times: " + ReportFormat.count(absent, "row") + " at "
                    + ReportFormat.count(found.stream().mapToInt(List::size).sum(), "place") + " in "
                    + ReportFormat.of("%,d", found.size()) + " of the series. Lags and");
            line("seasons count rows, so they are shifted there; TimeSeries.onGrid() adds the rows as missing ones.");
        }
    }

    private void table(Comparison comparison) {
        line(comparison.target() + ": " + ReportFormat.count(comparison.counts().compared(), "pair") + " compared"
                + leftOut(comparison.counts()));
        List<ModelScores> models = scores.stream()
                .filter(one -> one.target().equals(comparison.target()))
                .toList();
        TextTable table = new TextTable()
                .left("model", cells(models, one -> one.model() + (one.reference() ? " *" : "")))
                .right(
                        "skill",
                        cells(
                                models,
                                one -> ReportFormat.signedPercent(one.overall().skill())));
        if (season != 1) {
            table.right(
                    "vs season",
                    cells(
                            models,
                            one -> ReportFormat.signedPercent(one.overall().seasonalSkill())));
        }
        text.append(table.right("RMSE", numbers(models, Score::rmse))
                .right("MAE", numbers(models, Score::mae))
                .right(
                        "MAPE",
                        cells(models, one -> ReportFormat.percent(one.overall().mape())))
                .right(
                        "MASE",
                        cells(models, one -> ReportFormat.decimals(one.overall().mase(), 3)))
                .right("direction", cells(models, Summary::direction))
                .right("forecasts", cells(models, one -> ReportFormat.of("%,d", one.forecasts())))
                .right("fit time", cells(models, one -> ReportFormat.duration(one.fitTime())))
                .right("each", cells(models, one -> ReportFormat.duration(one.timePerForecast())))
                .text());
    }

    /** Writes the coverage and Winkler score of each kind of interval, for the models that have any. */
    private void intervals(Comparison comparison) {
        List<ModelScores> models = scores.stream()
                .filter(one -> one.target().equals(comparison.target()))
                .filter(one -> !one.levels().isEmpty())
                .toList();
        List<QuantileScores> found = models.stream().map(ModelScores::quantiles).toList();
        List<Double> coverages = found.stream()
                .flatMap(one -> one.intervals().stream())
                .map(IntervalScore::level)
                .distinct()
                .sorted()
                .toList();
        if (coverages.isEmpty()) {
            return;
        }
        line("");
        TextTable table = new TextTable().left("intervals", cells(models, ModelScores::model));
        for (double coverage : coverages) {
            String percent = QuantilePlanes.text(QuantilePlanes.rounded(100 * coverage));
            List<Optional<IntervalScore>> column = found.stream()
                    .map(one -> one.intervals().stream()
                            .filter(interval -> interval.level() == coverage)
                            .findFirst())
                    .toList();
            table.right(
                            "cov" + percent,
                            column.stream()
                                    .map(one -> ReportFormat.percent(
                                            one.map(IntervalScore::coverage).orElse(Double.NaN)))
                                    .toList())
                    .right("Winkler" + percent, numbers(column, IntervalScore::winkler));
        }
        text.append(table.text());
    }

    private static List<String> numbers(List<Optional<IntervalScore>> column, Function<IntervalScore, Double> number) {
        return ReportFormat.column(column.stream()
                .mapToDouble(one -> one.map(number).orElse(Double.NaN))
                .toArray());
    }

    private static List<String> cells(List<ModelScores> models, Function<ModelScores, String> cell) {
        return models.stream().map(cell).toList();
    }

    private static List<String> numbers(List<ModelScores> models, ToDoubleFunction<Score> number) {
        return ReportFormat.column(
                models.stream().map(ModelScores::overall).mapToDouble(number).toArray());
    }

    /** The text for directional accuracy. The last value, as the naive forecast repeats it, has no direction. */
    private static String direction(ModelScores model) {
        Score score = model.overall();
        boolean repeatsLast = score.skill() == 0 && score.directionalAccuracy() == 0;
        return repeatsLast || model.run().entry().role() == Entry.Role.NAIVE
                ? ReportFormat.NONE
                : ReportFormat.percent(model.overall().directionalAccuracy());
    }

    private static String leftOut(PairCounts counts) {
        List<String> reasons = new ArrayList<>();
        add(reasons, counts.beyondEnd(), "after the end of a series");
        add(reasons, counts.actualMissing(), "without an actual value");
        add(reasons, counts.beyondHorizon(), "beyond the shortest horizon");
        add(reasons, counts.notForecast(), "skipped by a model");
        add(reasons, counts.notFinite(), "with a forecast that is not finite");
        return reasons.isEmpty() ? "" : "; left out: " + String.join(", ", reasons);
    }

    private static void add(List<String> reasons, long count, String reason) {
        if (count > 0) {
            reasons.add(ReportFormat.of("%,d %s", count, reason));
        }
    }

    /**
     * Writes the origins that each model skipped and the forecasts with a status other than normal, once for each
     * model.
     */
    private void notes() {
        List<ModelForecasts> seen = new ArrayList<>();
        for (ModelScores model : scores) {
            if (seen.contains(model.run())) {
                continue;
            }
            seen.add(model.run());
            for (ForecastStatus status : List.of(ForecastStatus.DEGRADED, ForecastStatus.FALLBACK)) {
                long count = model.statuses().getOrDefault(status, 0L);
                if (count > 0) {
                    line(ReportFormat.of(
                            "%s: %,d of %,d forecasts %s", model.model(), count, model.forecasts(), status));
                }
            }
            failedFolds(model);
            if (!model.skipped().isEmpty()) {
                line(model.model() + " skipped: " + counts(model.skipped()));
            }
        }
    }

    /** Writes how many folds failed and why the first one did: those of too few training rows, and the others. */
    private void failedFolds(ModelScores model) {
        List<FoldFailure> few = failures(model, SkipReason.NOT_FITTED);
        if (!few.isEmpty()) {
            FoldFailure first = few.get(0);
            line(ReportFormat.of(
                    "%s: %,d of %,d fits failed, the first on the rows from %s to %s: %s",
                    model.model(),
                    few.size(),
                    plan.fits().size(),
                    first.trainFrom(),
                    first.trainTo(),
                    first.message()));
        }
        List<FoldFailure> failed = failures(model, SkipReason.FAILED);
        if (!failed.isEmpty()) {
            FoldFailure first = failed.get(0);
            line(ReportFormat.of(
                    "%s: %,d of %s failed, at %s, the first with the origins from %s to %s: %s",
                    model.model(),
                    failed.size(),
                    ReportFormat.count(plan.fits().size(), "fold"),
                    ReportFormat.count(
                            failed.stream().mapToLong(FoldFailure::failed).sum(), "origin"),
                    first.testFrom(),
                    first.testTo(),
                    first.message()));
        }
    }

    private static List<FoldFailure> failures(ModelScores model, SkipReason reason) {
        return model.failures().stream()
                .filter(failure -> failure.reason() == reason)
                .toList();
    }

    private static String counts(Map<SkipReason, Long> skipped) {
        return String.join(
                ", ",
                skipped.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                        .map(entry -> ReportFormat.count(entry.getValue(), "origin") + " (" + entry.getKey() + ")")
                        .toList());
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
