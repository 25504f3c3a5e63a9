package io.forecastj.lifecycle.retraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.forecastj.Baselines;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.ClassScore;
import io.forecastj.features.Features;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.LightGbmParameters;
import io.forecastj.models.lightgbm.Objective;
import io.forecastj.models.regression.Strategy;
import io.forecastj.store.Publication;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class BacktestMetricsTest {
    private static final TimeSeries DAYS = Days.reverting(200, 3);

    @Test
    void theMetricsAreTheScoresByFullName() {
        BacktestResult result = Backtest.on(DAYS)
                .windows(WalkForward.expanding(150).fitOnce())
                .compare(Days.linear())
                .run();
        SortedMap<String, Double> metrics = BacktestMetrics.of(result, "linear");
        assertThat(metrics)
                .containsEntry(
                        "mean_absolute_error", result.scores("linear").overall().mae())
                .containsEntry(
                        "root_mean_squared_error",
                        result.scores("linear").overall().rmse())
                .containsEntry(
                        "mean_absolute_scaled_error",
                        result.scores("linear").overall().mase())
                .containsEntry(
                        "skill_against_naive", result.scores("linear").overall().skill())
                .containsEntry("forecasts", 49.0)
                .containsEntry("scored_values", 49.0);
        assertThat(metrics.keySet()).noneMatch(name -> name.startsWith("coverage"));
        assertThat(Publication.none().metrics(metrics)).isNotNull();
    }

    @Test
    void intervalsHaveTheirLevelInTheName() {
        BacktestResult result = Backtest.on(DAYS)
                .windows(WalkForward.expanding(150).fitOnce())
                .compare(Conformal.adaptive(Days.linear(), 0.80, 0.95))
                .run();
        String model = result.scores().get(0).model();
        SortedMap<String, Double> metrics = BacktestMetrics.of(result, model);
        assertThat(metrics)
                .containsKeys("coverage_0.8", "winkler_score_0.8", "mean_interval_width_0.8")
                .containsEntry(
                        "coverage_0.95",
                        result.scores(model).quantiles().interval(0.95).coverage())
                .containsEntry(
                        "continuous_ranked_probability_score",
                        result.scores(model).quantiles().crps());
    }

    @Test
    void undefinedScoresAreLeftOut() {
        BacktestResult result = Backtest.on(Days.series(new double[60]))
                .windows(WalkForward.expanding(40).fitOnce())
                .compare(Days.linear())
                .run();
        SortedMap<String, Double> metrics = BacktestMetrics.of(result, "linear");
        assertThat(metrics).containsEntry("mean_absolute_error", 0.0);
        assertThat(metrics).doesNotContainKeys("mean_absolute_percentage_error", "mean_absolute_scaled_error");
        assertThat(metrics.values()).allMatch(Double::isFinite);
    }

    @Test
    void severalTargetsHaveTheirNamesBefore() {
        TimeSeries.Builder two = TimeSeries.builder("y", "z");
        for (int i = 0; i < 60; i++) {
            two.add(DAYS.timestamp(i), DAYS.value(i, 0), -DAYS.value(i, 0));
        }
        BacktestResult result = Backtest.on(two.build())
                .windows(WalkForward.expanding(40).fitOnce())
                .compare(LightGbm.forecaster(LightGbm.parameters().rounds(2).build())
                        .target(Target.difference("y", 1))
                        .features(Features.univariate("y", 3))
                        .horizon(1)
                        .build())
                .compare(Baselines.drift("z", 1))
                .run();
        assertThat(BacktestMetrics.of(result, "lightgbm")).containsKey("mean_absolute_error");
        assertThat(BacktestMetrics.of(result, "naive")).containsKeys("y.mean_absolute_error", "z.bias");
    }

    @Test
    void classesHaveTheirOwnScores() {
        LightGbmParameters parameters = LightGbm.parameters()
                .objective(new Objective.Multiclass(3))
                .rounds(3)
                .build();
        BacktestResult result = Backtest.on(DAYS)
                .windows(WalkForward.expanding(150).fitOnce())
                .compare(LightGbm.forecaster(parameters)
                        .target(Target.direction("y", 0.2))
                        .features(Features.univariate("y", 3))
                        .strategy(Strategy.DIRECT)
                        .horizon(1)
                        .build())
                .run();
        ClassScore score = result.classScores("lightgbm").overall();
        assertThat(BacktestMetrics.of(result, "lightgbm"))
                .containsEntry("accuracy", score.accuracy())
                .containsEntry("log_loss", score.logLoss())
                .containsEntry("brier_score", score.brier())
                .containsEntry("scored_classes", 49.0);
    }

    @Test
    void anUnknownModelIsRefusedWithThoseThatThereAre() {
        BacktestResult result = Backtest.on(DAYS)
                .windows(WalkForward.expanding(150).fitOnce())
                .compare(Days.linear())
                .run();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BacktestMetrics.of(result, "lstm"))
                .withMessageContaining("no model 'lstm'")
                .withMessageContaining("linear");
    }
}
