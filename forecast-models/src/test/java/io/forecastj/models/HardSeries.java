package io.forecastj.models;

import io.forecastj.Baselines;
import io.forecastj.Forecaster;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Combination;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.ensemble.Stacking;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.LightGbmParameters;
import io.forecastj.models.lightgbm.Objective;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.neighbours.NearestWindows;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Regressor;
import io.forecastj.models.regression.Strategy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** Series without a scale, or with an extreme one, and one forecaster of each kind. */
final class HardSeries {
    static final int ROWS = 200;
    static final int HORIZON = 3;

    private HardSeries() {}

    static Map<String, TimeSeries> series() {
        Map<String, TimeSeries> all = new LinkedHashMap<>();
        put(all, "constant", i -> 5);
        put(all, "constant, no exact binary number", i -> 0.1);
        put(all, "zero", i -> 0);
        put(all, "spike", i -> i == 120 ? 1000 : 5);
        put(all, "spike at the end", i -> i == ROWS - 1 ? 1000 : 5);
        put(all, "zero but one", i -> i == 60 ? 1 : 0);
        put(all, "alternating", i -> i % 2 == 0 ? 1 : -1);
        put(all, "alternating with zero", i -> i % 2);
        put(all, "constant, then another constant", i -> i < 150 ? 5 : 7);
        put(all, "tiny", i -> 1e-300 * (2 + Math.sin(i)));
        put(all, "tiny changes", i -> 1 + 1e-15 * (i % 3));
        put(all, "denormal", i -> Double.MIN_VALUE * (1 + i % 3));
        put(all, "large", i -> 1e40 * (2 + Math.sin(i)));
        put(all, "huge", i -> 1e300 * (2 + Math.sin(i)));
        return all;
    }

    private static void put(Map<String, TimeSeries> all, String name, IntToDoubleFunction value) {
        TimeSeries.Builder series = TimeSeries.builder("y", "open", "high", "low", "close", "volume")
                .sampling(Sampling.daily());
        for (int i = 0; i < ROWS; i++) {
            double y = value.applyAsDouble(i);
            series.add(Instant.EPOCH.plusSeconds(86_400L * i), y, y, y, y, y, Math.abs(y));
        }
        all.put(name, series.build());
    }

    private static LightGbmParameters.Builder few() {
        return LightGbm.parameters().rounds(15).leaves(4).minLeafRows(5);
    }

    private static Regression.Builder levels(Regressor regressor) {
        return of(regressor, Target.level("y"));
    }

    private static Regression.Builder of(Regressor regressor, Target target) {
        return Regression.forecaster()
                .regressor(regressor)
                .target(target)
                .features(FeaturePipeline.of(Features.lag("y", 1), Features.lag("y", 2)))
                .horizon(HORIZON);
    }

    static Map<String, Forecaster> forecasters() {
        Map<String, Forecaster> all = new LinkedHashMap<>();
        Forecaster naive = Baselines.naive("y", HORIZON);
        Forecaster linear =
                Linear.forecaster().column("y").lookback(7).horizon(HORIZON).build();
        Forecaster mean = Baselines.mean("y", HORIZON);
        all.put("naive", naive);
        all.put("seasonal naive", Baselines.seasonalNaive("y", HORIZON, 7));
        all.put("drift", Baselines.drift("y", HORIZON));
        all.put("mean", mean);
        all.put("linear", linear);
        NearestWindows.Builder nearest = NearestWindows.forecaster()
                .column("y")
                .lookback(7)
                .horizon(HORIZON)
                .neighbours(20);
        all.put("nearest windows", nearest.build());
        all.put("nearest windows of values", nearest.logarithms(false).build());
        for (Strategy strategy : Strategy.values()) {
            all.put(
                    "ridge " + strategy,
                    levels(Linear.regressor(1)).strategy(strategy).build());
            all.put(
                    "lightgbm " + strategy,
                    levels(LightGbm.regressor(few().build())).strategy(strategy).build());
        }
        all.put(
                "ridge of differences",
                of(Linear.regressor(1), Target.difference("y", 1)).build());
        all.put(
                "lightgbm of differences",
                of(LightGbm.regressor(few().build()), Target.difference("y", 1)).build());
        all.put(
                "lightgbm with validation",
                levels(LightGbm.regressor(few().build())).validation(0.2).build());
        all.put(
                "absolute error",
                levels(LightGbm.regressor(
                                few().objective(new Objective.AbsoluteError()).build()))
                        .build());
        all.put(
                "huber",
                levels(LightGbm.regressor(
                                few().objective(new Objective.Huber(1)).build()))
                        .build());
        all.put(
                "quantile loss",
                levels(LightGbm.regressor(
                                few().objective(new Objective.Quantile(0.3)).build()))
                        .build());
        all.put(
                "quantiles",
                levels(LightGbm.regressor(few().build()))
                        .quantiles(0.1, 0.5, 0.9)
                        .strategy(Strategy.DIRECT)
                        .build());
        all.put(
                "direction",
                of(
                                LightGbm.regressor(few().objective(new Objective.Multiclass(3))
                                        .build()),
                                Target.direction("y", 0))
                        .strategy(Strategy.DIRECT)
                        .build());
        for (Regressor regressor : new Regressor[] {Linear.regressor(1), LightGbm.regressor(few().build())}) {
            all.put(
                    "bars of " + regressor.kind(),
                    Regression.forecaster()
                            .regressor(regressor)
                            .bars()
                            .features(FeaturePipeline.of(Features.lag("close", 1), Features.lag("open", 1)))
                            .horizon(HORIZON)
                            .build());
        }
        for (Stacking stacking : new Stacking[] {
            Stacking.SIMPLEX,
            Stacking.NON_NEGATIVE,
            Stacking.RIDGE,
            Stacking.RIDGE_TOWARDS_EQUAL,
            Stacking.SCALED_ERROR,
            new Stacking.Boosted(few().build())
        }) {
            all.put("stack " + stacking, Ensembles.stack(linear, naive, mean).stacking(stacking));
        }
        all.put("stack shared", Ensembles.stack(linear, naive, mean).sharedOverSteps());
        for (Combination combination : new Combination[] {
            new Combination.MlPoly(),
            new Combination.Boa(),
            new Combination.Exponential(1),
            new Combination.FixedShare(1, 0.1),
            new Combination.Ridge(1)
        }) {
            all.put(
                    "online " + combination,
                    Ensembles.online(linear, naive, mean).combination(combination));
        }
        all.put("conformal split", Conformal.split(linear, 0.8, 0.95));
        all.put("conformal adaptive", Conformal.adaptive(linear, 0.8, 0.95));
        all.put("conformal of naive", Conformal.adaptive(naive, 0.8));
        all.put("conformal cqr", Conformal.cqr(all.get("quantiles"), 0.8));
        all.put(
                "conformal asymmetric",
                Conformal.builder().coverages(0.8).asymmetric().build(linear));
        all.put(
                "conformal volatility",
                Conformal.builder().coverages(0.8).volatility(20).build(linear));
        all.put(
                "conformal aci",
                Conformal.builder()
                        .coverages(0.8)
                        .adaptation(Conformal.aci(0.02))
                        .build(linear));
        all.put("conformal of a stack", Conformal.adaptive(Ensembles.stack(linear, naive), 0.8));
        return all;
    }
}
