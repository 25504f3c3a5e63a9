package io.forecastj.backtest;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.annotation.JsonValue;
import io.forecastj.backtest.report.Report;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The result of a backtest: a summary, the scores and the long table of all forecasts.
 *
 * <p>Immutable and thread-safe. The same backtest gives the same result, except for the times taken.
 *
 * <p>A result has one or more targets. Methods without a target name refer to the first target of the first forecaster
 * compared. For each target, all models that forecast it are scored on the same pairs: those whose actual value is
 * known and for which every model has a finite forecast. {@link #pairs()} counts these pairs and the others.
 */
public final class BacktestResult {
    private final BacktestPlan plan;
    private final int season;
    private final List<Comparison> comparisons;
    private final List<ModelScores> scores;
    private final List<ClassComparison> ofClasses;
    private final List<ClassScores> classScores;

    BacktestResult(BacktestPlan plan, int season, List<Comparison> comparisons, List<ClassComparison> ofClasses) {
        this.plan = plan;
        this.season = season;
        this.comparisons = List.copyOf(comparisons);
        this.ofClasses = List.copyOf(ofClasses);
        this.classScores = ofClasses.stream()
                .flatMap(comparison -> scored(comparison).stream())
                .toList();
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

    private static List<ClassScores> scored(ClassComparison comparison) {
        return IntStream.rangeClosed(0, comparison.models().size())
                .mapToObj(m -> new ClassScores(comparison, m))
                .sorted(Comparator.comparingDouble(model -> model.overall().logLoss()))
                .toList();
    }

    /**
     * Returns the target columns.
     *
     * @return the targets, unmodifiable
     */
    public List<String> targets() {
        return comparisons.stream().map(comparison -> comparison.target()).toList();
    }

    /**
     * Returns the season length, as set or derived.
     *
     * @return the number of rows; 1 without a season
     */
    public int seasonLength() {
        return season;
    }

    /**
     * Returns the scores of all models, target by target, the lowest RMSE (which is also the highest skill) first.
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
     * @throws IllegalArgumentException if there is no such model; the message lists the existing ones
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
     * @throws IllegalArgumentException if there is no such target, or no such model of it; the message lists the
     *     existing ones
     */
    public ModelScores scores(String model, String target) {
        return find(model, comparison(target).target());
    }

    private String classes(String model) {
        return classScores.stream().anyMatch(one -> one.model().equals(model))
                ? "'" + model + "' forecasts classes, whose scores are in classScores(): "
                : "";
    }

    private ModelScores find(String model, @Nullable String target) {
        return scores.stream()
                .filter(one -> one.model().equals(model)
                        && (target == null || one.target().equals(target)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(classes(model) + "no model '" + model + "'"
                        + (target == null ? "" : " of '" + target + "'") + "; there are "
                        + scores.stream()
                                .filter(one -> target == null || one.target().equals(target))
                                .map(ModelScores::model)
                                .distinct()
                                .toList()));
    }

    /**
     * Returns the scores of all models that forecast classes, beside the naive forecast of classes; target by target
     * and rule by rule, the lowest logarithmic loss first.
     *
     * @return the scores, unmodifiable; empty if no model forecasts classes
     */
    public List<ClassScores> classScores() {
        return classScores;
    }

    /**
     * Returns the scores of a model that forecasts classes.
     *
     * @param model the forecaster's name
     * @return the scores
     * @throws IllegalArgumentException if there is no such model; the message lists the existing ones
     */
    public ClassScores classScores(String model) {
        return classScores.stream()
                .filter(one -> one.model().equals(model))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no model '" + model + "' forecasts classes; there are "
                        + classScores.stream().map(ClassScores::model).toList()));
    }

    /**
     * Returns the number of compared pairs of the first target, and of those left out, by reason.
     *
     * @return the numbers
     */
    public PairCounts pairs() {
        return comparisons.get(0).counts();
    }

    /**
     * Returns the number of compared pairs of a target, and of those left out, by reason.
     *
     * @param target the target column
     * @return the numbers
     * @throws IllegalArgumentException if there is no such target; the message lists the existing ones
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
     * Returns the number of origins that were skipped for all models, over all series, by reason. {@link
     * ModelScores#skipped()} has those that a single model skipped.
     *
     * @return the numbers by reason, unmodifiable; a reason that did not occur is absent
     */
    public Map<SkipReason, Long> skipped() {
        return plan.skipped();
    }

    /**
     * Returns the long table: one row for every forecast value whose time the series has, compared or not.
     *
     * @return a new stream of the rows, those of values before those of classes, ordered by target, model, series,
     *     origin and step; rows are made as they are consumed
     */
    public Stream<ForecastRow> rows() {
        return new ForecastTable(comparisons, ofClasses, plan).rows();
    }

    /**
     * Writes the long table as CSV: a header, then {@code id,model,target,origin,step,time,actual,forecast}, then one
     * column, such as {@code q0.025}, for each level of any model's quantiles, and one, such as {@code p_UP}, for each
     * class, and {@code s1} and so on for samples. Times are ISO instants. Numbers are
     * written so that reading gives exactly the same ones; a missing number is an empty field.
     *
     * @param out receives the text; it is neither flushed nor closed
     * @throws UncheckedIOException if {@code out} throws an {@link IOException}
     */
    public void writeCsv(Appendable out) {
        try {
            new ForecastTable(comparisons, ofClasses, plan).writeCsv(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the forecasts: " + e, e);
        }
    }

    /**
     * Writes the long table as a CSV file in UTF-8, in the form of {@link #writeCsv(Appendable)}. An existing file is
     * replaced.
     *
     * @param file the file
     * @throws UncheckedIOException if the file cannot be written
     */
    public void writeCsv(Path file) {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            new ForecastTable(comparisons, ofClasses, plan).writeCsv(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e, e);
        }
    }

    /**
     * Writes the result as JSON: the object of {@link #toMap()}, with {@code windows}, {@code season}, {@code hash},
     * {@code verdicts}, {@code scores} and {@code classScores}, and the {@code rows}. Scores have the names of their
     * accessors; rows are those of {@link #rows()}, with {@code quantiles} by level, {@code probabilities} by class and
     * {@code samples} where a forecast has them. Times are ISO instants. Numbers are written so that reading gives
     * exactly the same ones; NaN and infinite numbers are null, and {@code nulls} says why. Rows are written as they
     * are made, so memory does not grow with their number.
     *
     * @param out receives the text; it is neither flushed nor closed
     * @throws UncheckedIOException if {@code out} throws an {@link IOException}
     */
    public void writeJson(Appendable out) {
        try {
            ResultJson.write(this, out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the result: " + e, e);
        }
    }

    /**
     * Writes the result as a JSON file in UTF-8, in the form of {@link #writeJson(Appendable)}. An existing file is
     * replaced.
     *
     * @param file the file
     * @throws UncheckedIOException if the file cannot be written
     */
    public void writeJson(Path file) {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            ResultJson.write(this, out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e, e);
        }
    }

    /**
     * Returns the result without its rows as plain values: maps, lists, texts, numbers, booleans and null, for JSON.
     * Jackson 2 and 3 write this map without further settings. The module {@code forecast-json} reads it, and describes
     * the keys. Computed at each call.
     *
     * @return a new map; changes of it do not reach the result
     */
    @JsonValue
    public Map<String, @Nullable Object> toMap() {
        return ResultDocument.of(this, plan.walk().map(Object::toString).orElse(""));
    }

    /**
     * Returns the verdict on each compared model: whether it is better than the naive forecasts, and how sure that is.
     *
     * @return the verdicts, target by target, in the order of the scores; unmodifiable
     */
    public List<Verdict> verdicts() {
        return Stream.concat(
                        groups(scores, ModelScores::target).map(Verdicts::of),
                        groups(classScores, ClassScores::comparison).map(Verdicts::ofClasses))
                .flatMap(List::stream)
                .toList();
    }

    /** Splits a list into those of one target or comparison, in order. */
    private static <S> Stream<List<S>> groups(List<S> all, Function<S, Object> key) {
        Map<Object, List<S>> groups = all.stream().collect(groupingBy(key, LinkedHashMap::new, toList()));
        return groups.values().stream();
    }

    /**
     * Returns a table for a terminal. For each target it lists the models in order of skill and marks the naive ones,
     * then the coverage and Winkler score of the intervals of models that have them, then the {@link #verdicts()}.
     * Below it are the pairs left out, the fits that failed, the origins skipped and the degraded forecasts.
     *
     * @return several lines of text, each ending in a line feed
     */
    public String summary() {
        return new Summary(plan, season, comparisons, scores, classScores, verdicts()).text();
    }

    /**
     * Returns a report as an HTML page, with the verdict, the scores and their intervals, the forecasts against the
     * actual values, errors by step and series, coverage and calibration, the folds and the configuration. It holds the
     * same for the same result, except for the times taken and the version of Java. What only models know, such as the
     * importance of features and the weights of an ensemble, is added with {@link Report#with}. Computed at each call.
     *
     * <p>The page stays small: of many forecasts it shows as many as can be looked at, and says so.
     *
     * @return the report
     */
    public Report report() {
        return new BacktestReport(this, plan, comparisons, ofClasses).report();
    }

    /**
     * Returns a hash of the windows, the season, and all forecasts and actual values. Two results with the same hash
     * are the same in every bit, except for the times taken. Computed at each call.
     *
     * @return the SHA-256 hash, 64 hexadecimal digits
     */
    public String hash() {
        return ResultHash.of(plan, season, comparisons, ofClasses);
    }

    @Override
    public String toString() {
        return "backtest of " + targets() + " on " + plan.series().size() + " series: "
                + scores.stream()
                        .map(one -> one.model() + " " + one.overall().skill())
                        .toList();
    }
}
