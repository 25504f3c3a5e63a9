package io.forecastj.backtest.tuning;

import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.ClassScore;
import io.forecastj.backtest.ClassScores;
import io.forecastj.backtest.FoldFailure;
import io.forecastj.backtest.ModelScores;
import io.forecastj.backtest.Score;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The score that a search minimizes. */
@FunctionalInterface
interface TrialMetric {
    /**
     * The score of a trial.
     *
     * @param value the score, NaN if it is undefined
     * @param pairs the number of pairs scored
     * @param scores all scores, as text
     * @param failures the folds that failed
     */
    record Scored(double value, int pairs, String scores, List<FoldFailure> failures) {}

    Scored of(BacktestResult result, String model);

    static TrialMetric ofValues(ToDoubleFunction<Score> metric) {
        return (result, model) -> {
            ModelScores scores = result.scores(model);
            Score score = scores.overall();
            return new Scored(metric.applyAsDouble(score), score.pairs(), score.toString(), scores.failures());
        };
    }

    static TrialMetric ofClasses(ToDoubleFunction<ClassScore> metric) {
        return (result, model) -> {
            ClassScores scores = result.classScores(model);
            ClassScore score = scores.overall();
            return new Scored(metric.applyAsDouble(score), score.pairs(), score.toString(), scores.failures());
        };
    }
}
