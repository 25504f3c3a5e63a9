package io.forecastj.lifecycle.retraining;

import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.ClassScore;
import io.forecastj.backtest.ClassScores;
import io.forecastj.backtest.IntervalScore;
import io.forecastj.backtest.ModelScores;
import io.forecastj.backtest.QuantileScores;
import io.forecastj.backtest.Score;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes the metrics of a model's version from the scores of a backtest.
 *
 * <p>The method is thread-safe.
 *
 * <pre>{@code
 * Publication publication = Publication.of(days).metrics(BacktestMetrics.of(result, "lightgbm"));
 * }</pre>
 */
public final class BacktestMetrics {
    /** The digits of a level; 0.975 - 0.025 has more. */
    private static final MathContext LEVEL = new MathContext(9);

    private BacktestMetrics() {}

    /**
     * Returns the scores of a model as plain numbers with full names: {@code mean_absolute_error}, {@code
     * root_mean_squared_error}, {@code skill_against_naive}, {@code forecasts} and the like; for quantiles {@code
     * continuous_ranked_probability_score}, {@code coverage_0.95}, {@code mean_interval_width_0.95} and {@code
     * winkler_score_0.95}; for classes {@code accuracy}, {@code log_loss}, {@code brier_score} and the like. Of a model
     * with several targets each name has the target before it, as in {@code close.mean_absolute_error}. Scores that are
     * undefined are left out.
     *
     * @param result the result of a backtest
     * @param model the forecaster's name
     * @return the metrics by name, unmodifiable
     * @throws IllegalArgumentException if the backtest has no such model; the message names those that it has
     */
    public static SortedMap<String, Double> of(BacktestResult result, String model) {
        List<ModelScores> values = result.scores().stream()
                .filter(one -> one.model().equals(model))
                .toList();
        List<ClassScores> classes = result.classScores().stream()
                .filter(one -> one.model().equals(model))
                .toList();
        if (values.isEmpty() && classes.isEmpty()) {
            throw new IllegalArgumentException("the backtest has no model '" + model + "'; it has "
                    + result.scores().stream()
                            .map(ModelScores::model)
                            .distinct()
                            .toList()
                    + (result.classScores().isEmpty()
                            ? ""
                            : " and, of classes, "
                                    + result.classScores().stream()
                                            .map(ClassScores::model)
                                            .toList()));
        }
        boolean single = values.size() + classes.size() == 1;
        SortedMap<String, Double> metrics = new TreeMap<>();
        values.forEach(one -> addValues(metrics, single ? "" : one.target() + ".", one));
        classes.forEach(one -> addClasses(metrics, single ? "" : one.target() + ".", one.overall()));
        metrics.values().removeIf(value -> !Double.isFinite(value));
        return Collections.unmodifiableSortedMap(metrics);
    }

    private static void addValues(SortedMap<String, Double> metrics, String prefix, ModelScores scores) {
        Score score = scores.overall();
        metrics.put(prefix + "forecasts", (double) scores.forecasts());
        metrics.put(prefix + "scored_values", (double) score.pairs());
        metrics.put(prefix + "mean_absolute_error", score.mae());
        metrics.put(prefix + "root_mean_squared_error", score.rmse());
        metrics.put(prefix + "mean_absolute_percentage_error", score.mape());
        metrics.put(prefix + "symmetric_mean_absolute_percentage_error", score.smape());
        metrics.put(prefix + "mean_absolute_scaled_error", score.mase());
        metrics.put(prefix + "root_mean_squared_scaled_error", score.rmsse());
        metrics.put(prefix + "r2_against_naive", score.r2());
        metrics.put(prefix + "directional_accuracy", score.directionalAccuracy());
        metrics.put(prefix + "bias", score.bias());
        metrics.put(prefix + "skill_against_naive", score.skill());
        metrics.put(prefix + "absolute_error_skill_against_naive", score.maeSkill());
        metrics.put(prefix + "skill_against_seasonal_naive", score.seasonalSkill());
        metrics.put(prefix + "absolute_error_skill_against_seasonal_naive", score.seasonalMaeSkill());
        if (!scores.levels().isEmpty()) {
            addQuantiles(metrics, prefix, scores.quantiles());
        }
    }

    private static void addQuantiles(SortedMap<String, Double> metrics, String prefix, QuantileScores scores) {
        metrics.put(prefix + "continuous_ranked_probability_score", scores.crps());
        for (IntervalScore interval : scores.intervals()) {
            String level = new BigDecimal(interval.level())
                    .round(LEVEL)
                    .stripTrailingZeros()
                    .toPlainString();
            metrics.put(prefix + "coverage_" + level, interval.coverage());
            metrics.put(prefix + "mean_interval_width_" + level, interval.width());
            metrics.put(prefix + "winkler_score_" + level, interval.winkler());
        }
    }

    private static void addClasses(SortedMap<String, Double> metrics, String prefix, ClassScore score) {
        metrics.put(prefix + "scored_classes", (double) score.pairs());
        metrics.put(prefix + "accuracy", score.accuracy());
        metrics.put(prefix + "balanced_accuracy", score.balancedAccuracy());
        metrics.put(prefix + "area_under_the_curve", score.auc());
        metrics.put(prefix + "log_loss", score.logLoss());
        metrics.put(prefix + "brier_score", score.brier());
        metrics.put(prefix + "expected_calibration_error", score.calibrationError());
        metrics.put(prefix + "skill_against_class_frequencies", score.skill());
        metrics.put(prefix + "brier_skill_against_class_frequencies", score.brierSkill());
    }
}
