package io.forecastj.examples;

import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.lifecycle.monitoring.ForecastLog;
import io.forecastj.lifecycle.monitoring.InputProfile;
import io.forecastj.lifecycle.monitoring.Monitor;
import io.forecastj.lifecycle.retraining.BacktestMetrics;
import io.forecastj.lifecycle.retraining.ChallengerRecipe;
import io.forecastj.lifecycle.retraining.PromotionRule;
import io.forecastj.lifecycle.retraining.RetrainPolicy;
import io.forecastj.lifecycle.retraining.RetrainSchedule;
import io.forecastj.lifecycle.retraining.Retrainer;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.lifecycle.serving.ReloadingSession;
import io.forecastj.lifecycle.trial.PairedComparison;
import io.forecastj.lifecycle.trial.ShadowPredictor;
import io.forecastj.lifecycle.trial.SplitComparison;
import io.forecastj.lifecycle.trial.SplitPredictor;
import io.forecastj.store.ModelStore;
import io.forecastj.store.ModelVersion;
import io.forecastj.store.Publication;
import io.forecastj.store.Retention;
import io.forecastj.store.StoredModel;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The samples of docs/operations.md. */
final class OperationsSamples {
    private OperationsSamples() {}

    static void publish(StoredModel sales, Forecaster forecaster, BacktestResult result, TimeSeries days) {
        try (Predictor predictor = forecaster.fit(days)) {
            InputProfile profile = InputProfile.of(List.of(days), predictor.info());
            ModelVersion version = sales.publish(
                    predictor,
                    Publication.of(days)
                            .metrics(BacktestMetrics.of(result, "lightgbm"))
                            .attach(InputProfile.ATTACHMENT, profile.toJson()));
            sales.promote("production", version.number(), "the first one");
        }
    }

    static void serve(StoredModel sales, TimeSeries history, ScheduledExecutorService scheduler) {
        try (ReloadingPredictor serving = ReloadingPredictor.follow(sales, "production")
                .warmUp(history)
                .onReload(reload -> System.out.println("sales: " + reload))
                .open()) {
            serving.refreshEvery(Duration.ofSeconds(30), scheduler);
            Forecast forecast = serving.predict(history);
        }
    }

    static void sessions(ReloadingPredictor serving, TimeSeries history, long time, double[] row) {
        ReloadingSession live = serving.openSession("store 17", history, TimeSeries.empty());
        live.onReopen(reopening -> System.out.println("store 17: " + reopening));
        live.append(time, row); // moves to the version that serves, if it is another one
        Forecast forecast = live.forecast();
        serving.saveSession("store 17", live);
    }

    static void watch(StoredModel sales, TimeSeries history) {
        AtomicReference<Monitor> monitor = new AtomicReference<>();
        ReloadingPredictor serving = ReloadingPredictor.follow(sales, "production")
                .warmUp(history)
                .wrap((version, predictor) -> {
                    monitor.set(Monitor.builder(version.info())
                            .reference(InputProfile.fromJson(sales.attachment(version, InputProfile.ATTACHMENT)))
                            .build());
                    return monitor.get().watch(predictor);
                })
                .open();
        Forecast forecast = serving.predict(history); // recorded, and scored when its rows come
        System.out.println(monitor.get().snapshot());
    }

    static void retrain(
            ModelStore store,
            AtomicReference<Monitor> monitor,
            Forecaster forecaster,
            Supplier<List<TimeSeries>> data,
            ScheduledExecutorService scheduler) {
        Retrainer retrainer = Retrainer.builder(store, "sales")
                .alias("production")
                .data(data)
                .forecaster(forecaster)
                .policy(RetrainPolicy.builder()
                        .maxAge(Duration.ofDays(30))
                        .drift(0.25)
                        .coverageBelow(0.95, 0.05, 100)
                        .errorAgainstNaive(1.0, 200)
                        .weekly(DayOfWeek.SUNDAY, LocalTime.of(2, 0), ZoneId.of("Europe/Berlin"))
                        .minimumInterval(Duration.ofHours(12))
                        .build())
                .observer(state -> state.observed(monitor.get().snapshot()))
                .rule(PromotionRule.better(0.05))
                .retention(Retention.latest(5).andLowest("mean_absolute_error", 2))
                .build();
        RetrainSchedule schedule = retrainer.start(scheduler, Duration.ofMinutes(15));
    }

    static void shadow(Predictor serving, Predictor candidate, TimeSeries history, ExecutorService pool) {
        ForecastLog log = ForecastLog.builder().build();
        ShadowPredictor trial = ShadowPredictor.builder("champion", serving, log::record)
                .shadow("challenger", candidate)
                .executor(pool)
                .build();
        Forecast forecast = trial.predict(history); // the champion's

        log.observe(history); // as the truth comes in
        PairedComparison comparison = PairedComparison.of(log.rows(), "champion", "challenger");
        System.out.println(comparison.meanDifference() + " " + comparison.test());
    }

    static void split(Predictor serving, Predictor candidate, TimeSeries history, List<TimeSeries> all) {
        ForecastLog log = ForecastLog.builder().build();
        SplitPredictor trial = SplitPredictor.builder("new-prices")
                .arm("champion", serving, 0.9)
                .arm("challenger", candidate, 0.1)
                .recorder(log::record)
                .build();
        Forecast forecast = trial.predict(history); // by the arm of the series' id

        all.forEach(log::observe);
        SplitComparison comparison = SplitComparison.of(log.rows(), all, trial.shares());
        System.out.println(comparison.warnings());
        System.out.println(comparison.difference("challenger", "champion"));
    }

    static ChallengerRecipe warmStart(Forecaster forecaster) {
        return ChallengerRecipe.refit(forecaster);
    }
}
