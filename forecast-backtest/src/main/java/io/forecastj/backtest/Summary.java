package io.forecastj.backtest;

import io.forecastj.Gap;
import io.forecastj.WalkForward;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Writes a result as a table for a terminal. */
final class Summary {
    private final BacktestPlan plan;
    private final int season;
    private final List<Comparison> comparisons;
    private final List<ModelScores> scores;
    private final List<ClassScores> classScores;
    private final List<Verdict> verdicts;
    private final StringBuilder text = new StringBuilder();

    Summary(
            BacktestPlan plan,
            int season,
            List<Comparison> comparisons,
            List<ModelScores> scores,
            List<ClassScores> classScores,
            List<Verdict> verdicts) {
        this.plan = plan;
        this.season = season;
        this.comparisons = comparisons;
        this.scores = scores;
        this.classScores = classScores;
        this.verdicts = verdicts;
    }

    String text() {
        header();
        for (Comparison comparison : comparisons) {
            if (compares(comparison)) {
                line("");
                table(comparison);
                intervals(comparison);
            }
        }
        text.append(ClassTables.text(classScores));
        line("");
        verdicts();
        if (comparisons.stream().anyMatch(Summary::compares)) {
            line("* always compared. Skill: the share of the naive forecast's RMSE that a model removes; at 0% it is"
                    + " no");
            line("better. Direction: up or down from the last known value. Each: the time that one forecast takes.");
        }
        if (!classScores.isEmpty()) {
            line("* always compared: how often each class occurred in the training rows. Skill: the share of its log");
            line("loss that a model removes. Balanced: the mean share of each class that is found. Calibration: the");
            line("mean distance of probabilities from the shares in which they came true.");
        }
        if (comparisons.stream().filter(Summary::compares).anyMatch(one -> !withIntervals(one)
                .isEmpty())) {
            line("Cov: the share of actual values inside the interval. Winkler: its mean width, with a penalty for"
                    + " misses.");
        }
        if (!plan.skipped().isEmpty()) {
            line("Skipped for all models: " + RunNotes.counts(plan.skipped()));
        }
        Stream.concat(
                        scores.stream().map(ModelScores::run),
                        classScores.stream().flatMap(model -> model.run().stream()))
                .distinct()
                .forEach(run -> RunNotes.of(run, plan.fits().size()).forEach(this::line));
        return text.toString();
    }

    /** Returns true if there is a model beside the naive ones, which are alone where all others forecast classes. */
    static boolean compares(Comparison comparison) {
        return comparison.contenders().stream()
                .anyMatch(contender -> contender.model().entry().role() == Entry.Role.COMPARED);
    }

    /** Writes who is better than the naive forecasts, and how sure that is. */
    private void verdicts() {
        if (verdicts.isEmpty()) {
            return;
        }
        verdicts.forEach(verdict -> line(verdict.toString()));
        if (verdicts.stream().allMatch(verdict -> Double.isNaN(verdict.pValue()))) {
            line("");
            return;
        }
        line("p: of a difference in " + (classScores.isEmpty() ? "squared errors" : "losses")
                + " at least as large if both were equally good"
                + (verdicts.size()
                                > verdicts.stream()
                                        .map(Verdict::target)
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
                + plan.walk().map(this::fits).orElse("forecasts made elsewhere")
                + (season == 1 ? ", no season" : ", a season of " + ReportFormat.count(season, "row")));
        gaps();
    }

    private String fits(WalkForward walk) {
        return ReportFormat.count(plan.fits().size(), "fit") + " on "
                + (walk.expanding() ? "an expanding span of " : "a rolling span of ")
                + ReportFormat.count(walk.train(), "row");
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
        line(comparison.target() + ": " + pairs(comparison.counts()));
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
        table.right("RMSE", numbers(models, Score::rmse))
                .right("MAE", numbers(models, Score::mae))
                .right(
                        "MAPE",
                        cells(models, one -> ReportFormat.percent(one.overall().mape())))
                .right(
                        "MASE",
                        cells(models, one -> ReportFormat.decimals(one.overall().mase(), 3)))
                .right("direction", cells(models, Summary::direction))
                .right("forecasts", cells(models, one -> ReportFormat.of("%,d", one.forecasts())));
        if (plan.walk().isPresent()) {
            table.right("fit time", cells(models, one -> ReportFormat.duration(one.fitTime())))
                    .right("each", cells(models, one -> ReportFormat.duration(one.timePerForecast())));
        }
        text.append(table.text());
    }

    /** Writes the coverage and Winkler score of each kind of interval, for the models that have any. */
    private void intervals(Comparison comparison) {
        List<ModelScores> models = withIntervals(comparison);
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

    private List<ModelScores> withIntervals(Comparison comparison) {
        return scores.stream()
                .filter(one -> one.target().equals(comparison.target()))
                .filter(one -> !one.levels().isEmpty())
                .toList();
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
    static String direction(ModelScores model) {
        Score score = model.overall();
        boolean repeatsLast = score.skill() == 0 && score.directionalAccuracy() == 0;
        return repeatsLast || model.run().entry().role() == Entry.Role.NAIVE
                ? ReportFormat.NONE
                : ReportFormat.percent(model.overall().directionalAccuracy());
    }

    /** The text for the pairs compared and those left out. */
    static String pairs(PairCounts counts) {
        return ReportFormat.count(counts.compared(), "pair") + " compared" + leftOut(counts);
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

    private void line(String line) {
        text.append(ReportFormat.oneLine(line)).append('\n');
    }
}
