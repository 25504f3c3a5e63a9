package io.forecastj.backtest;

import io.forecastj.Interval;
import io.forecastj.backtest.significance.DieboldMariano;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Scores of one model that forecasts classes, or of the naive forecast of classes: the class frequencies of the
 * training rows, by step.
 *
 * <p>Immutable and thread-safe. Scores by step and by series are computed at each call. All models of a target and a
 * rule of labels are scored on the same pairs.
 */
public final class ClassScores {
    private final ClassComparison comparison;
    private final int index;
    private final ClassScore overall;

    ClassScores(ClassComparison comparison, int index) {
        this.comparison = comparison;
        this.index = index;
        this.overall = comparison.index().all(this::score);
    }

    private ClassScore score(int[] pairs) {
        return comparison.score(index, pairs);
    }

    /** {@return the forecaster's name, {@code "class-frequency"} for the naive forecast} */
    public String model() {
        return reference()
                ? ClassComparison.NAIVE
                : comparison.models().get(index).entry().name();
    }

    /** {@return the target column} */
    public String target() {
        return comparison.target();
    }

    /** {@return true for the naive forecast, which is always among the models} */
    public boolean reference() {
        return index == comparison.models().size();
    }

    /** {@return the scores over all pairs} */
    public ClassScore overall() {
        return overall;
    }

    /** {@return the scores by step in order, unmodifiable; steps without a compared pair are absent} */
    public Map<Integer, ClassScore> byStep() {
        return Collections.unmodifiableMap(comparison.index().byStep(this::score));
    }

    /** {@return the scores by the series' id, unmodifiable; series without a compared pair are absent} */
    public Map<String, ClassScore> byId() {
        Map<String, ClassScore> byId = new LinkedHashMap<>();
        comparison
                .index()
                .bySeries(this::score)
                .forEach((s, score) ->
                        byId.put(comparison.plan().series().get(s).series().id(), score));
        return Collections.unmodifiableMap(byId);
    }

    /** {@return the number of compared pairs and of those left out, by reason; the same for all models compared} */
    public PairCounts pairs() {
        return comparison.counts();
    }

    /**
     * Returns the folds in which this model gave no usable forecast, as {@link ModelScores#failures()}.
     *
     * @return the failures, earliest fold first, unmodifiable; empty if none failed
     */
    public List<FoldFailure> failures() {
        return run().map(ModelForecasts::failures).orElse(List.of());
    }

    /**
     * Returns the interval of a score over other origins of the same kind, as {@link ModelScores#interval}.
     *
     * @param score the score, such as {@code ClassScore::skill}
     * @param coverage the coverage, between 0 and 1
     * @return the interval; NaN to NaN if the score is undefined
     * @throws IllegalArgumentException if the coverage is out of its range
     */
    public Interval interval(ToDoubleFunction<ClassScore> score, double coverage) {
        return comparison.origins().interval(coverage, drawn -> score.applyAsDouble(score(drawn)));
    }

    /** {@return the logarithmic loss at each origin, as {@link ModelScores#losses()}; a new array} */
    public double[] losses() {
        return comparison.losses(index);
    }

    /** Tests this model against the class frequencies; empty if the origins are too few. */
    Optional<DieboldMariano> againstNaive() {
        return comparison
                .origins()
                .test(losses(), comparison.losses(comparison.models().size()));
    }

    /** The number of times from which models were to forecast. */
    int planned() {
        return comparison.plan().originTimes();
    }

    ClassComparison comparison() {
        return comparison;
    }

    /** The run of the model; empty for the naive forecast. */
    Optional<ModelForecasts> run() {
        return reference() ? Optional.empty() : Optional.of(comparison.models().get(index));
    }

    /** The number of times from which all models were scored. */
    int origins() {
        return comparison.origins().times();
    }

    @Override
    public String toString() {
        return model() + " on " + target() + ": " + overall;
    }
}
