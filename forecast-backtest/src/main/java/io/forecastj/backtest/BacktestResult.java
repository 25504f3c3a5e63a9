package io.forecastj.backtest;

import io.forecastj.WalkForward;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest found: a summary, scores and the long table of all forecasts.
 *
 * <p>Immutable and thread-safe. Without the times of fits and forecasts, the same backtest gives the same result.
 *
 * <p>A result has one or more targets; methods without a target name mean the first, which is the first target of the
 * first forecaster compared. For each target, all models that forecast it are scored on the same pairs: those of which
 * the actual value is known and every model has a finite forecast. {@link #pairs()} counts the others.
 */
public final class BacktestResult {
    private final BacktestPlan plan;
    private final int season;
    private final List<Comparison> comparisons;
    private final List<ModelScores> scores;
    private final WalkForward windows;

    BacktestResult(BacktestPlan plan, int season, List<Comparison> comparisons, WalkForward windows) {
        this.plan = plan;
        this.season = season;
        this.comparisons = List.copyOf(comparisons);
        this.windows = windows;
        this.scores = comparisons.stream()
                .flatMap(comparison -> scored(comparison, plan).stream())
                .toList();
    }

    private static List<ModelScores> scored(Comparison comparison, BacktestPlan plan) {
        List<ModelScores> models = new ArrayList<>();
        for (int m = 0; m < comparison.contenders().size(); m++) {
            models.add(new ModelScores(comparison, m, plan));
        }
        // by RMSE rather than skill, which is the same order, but defined also where naive has no error
        models.sort(Comparator.comparingDouble(model -> model.overall().rmse()));
        return models;
    }

    /**
     * Returns the columns that were forecast.
     *
     * @return the targets, unmodifiable
     */
    public List<String> targets() {
        return comparisons.stream().map(comparison -> comparison.target()).toList();
    }

    /**
     * Returns the season's length, as set or derived.
     *
     * @return the number of rows; 1 without a season
     */
    public int seasonLength() {
        return season;
    }

    /**
     * Returns the scores of all models, target by target, the best by RMSE (and so by skill) first.
     *
     * @return the scores, unmodifiable
     */
    public List<ModelScores> scores() {
        return scores;
    }

    /**
     * Returns the scores of a model on its first target.
     *
     * @param model the forecaster's name
     * @return the scores
     * @throws IllegalArgumentException if there is no such model; the message lists those there are
     */
    public ModelScores scores(String model) {
        return find(model, null);
    }

    /**
     * Returns the scores of a model on a target.
     *
     * @param model the forecaster's name
     * @param target the target column
     * @return the scores
     * @throws IllegalArgumentException if there is no such target, or no such model of it; the message lists those
     *     there are
     */
    public ModelScores scores(String model, String target) {
        return find(model, comparison(target).target());
    }

    private ModelScores find(String model, @Nullable String target) {
        return scores.stream()
                .filter(one -> one.model().equals(model)
                        && (target == null || one.target().equals(target)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no model '" + model + "'"
                        + (target == null ? "" : " of '" + target + "'") + "; there are "
                        + scores.stream()
                                .filter(one -> target == null || one.target().equals(target))
                                .map(ModelScores::model)
                                .distinct()
                                .toList()));
    }

    /**
     * Returns how many pairs of the first target were compared, and why others were not.
     *
     * @return the numbers
     */
    public PairCounts pairs() {
        return comparisons.get(0).counts();
    }

    /**
     * Returns how many pairs of a target were compared, and why others were not.
     *
     * @param target the target column
     * @return the numbers
     * @throws IllegalArgumentException if there is no such target; the message lists those there are
     */
    public PairCounts pairs(String target) {
        return comparison(target).counts();
    }

    private Comparison comparison(String target) {
        return comparisons.stream()
                .filter(comparison -> comparison.target().equals(target))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no target '" + target + "'; there are " + targets()));
    }

    /**
     * Returns how many origins of series were skipped for all models, and why. What a single model skipped is in
     * {@link ModelScores#skipped()}.
     *
     * @return the numbers by reason, unmodifiable; a reason that did not occur is left out
     */
    public Map<SkipReason, Long> skipped() {
        return plan.skipped();
    }

    /**
     * Returns the long table: every forecast value whose row the series has, compared or not.
     *
     * @return a new stream of the rows, ordered by target, model, series, origin and step; rows are made as they are
     *     consumed
     */
    public Stream<ForecastRow> rows() {
        return new ForecastTable(comparisons, plan).rows();
    }

    /**
     * Writes the long table as CSV: a header, then {@code id,model,target,origin,step,time,actual,forecast},
     * then for each level of any model's quantiles a column such as {@code q0.025}. Times are ISO instants, numbers are
     * written so that they read back exactly, a missing one is empty.
     *
     * @param out takes the text; it is neither flushed nor closed
     * @throws UncheckedIOException if {@code out} throws an {@link IOException}
     */
    public void writeCsv(Appendable out) {
        try {
            new ForecastTable(comparisons, plan).writeCsv(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the forecasts: " + e, e);
        }
    }

    /**
     * Writes the long table as a CSV file in UTF-8, as {@link #writeCsv(Appendable)} does. A file that is there is
     * replaced.
     *
     * @param file the file
     * @throws UncheckedIOException if the file cannot be written
     */
    public void writeCsv(Path file) {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            new ForecastTable(comparisons, plan).writeCsv(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e, e);
        }
    }

    /**
     * Returns a table for a terminal: for each target the models in order of skill, the naive ones marked; the
     * coverage and Winkler score of the intervals of models that have them; below it what was left out or skipped, and which forecasts were degraded.
     *
     * @return several lines of text, each ending in a line feed
     */
    public String summary() {
        return new Summary(plan, season, comparisons, scores, windows).text();
    }

    @Override
    public String toString() {
        return "backtest of " + targets() + " on " + plan.series().size() + " series: "
                + scores.stream()
                        .map(one -> one.model() + " " + one.overall().skill())
                        .toList();
    }
}
