package io.forecastj.examples;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.Interval;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.leakage.LeakageAudit;
import io.forecastj.backtest.leakage.LeakageReport;
import io.forecastj.backtest.strategy.Costs;
import io.forecastj.backtest.strategy.StrategyResult;
import io.forecastj.backtest.strategy.StrategyTable;
import io.forecastj.backtest.strategy.TradingStrategy;
import io.forecastj.features.CalendarFeatures;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.bounds.Bounds;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.ensemble.Stacking;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.onnx.Onnx;
import io.forecastj.models.onnx.OnnxContext;
import io.forecastj.models.onnx.OnnxContract;
import io.forecastj.models.onnx.OnnxInput;
import io.forecastj.models.onnx.OnnxOptions;
import io.forecastj.models.onnx.OnnxOutput;
import io.forecastj.models.onnx.OnnxPresets;
import io.forecastj.models.onnx.OnnxScaling;
import io.forecastj.models.regression.Strategy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * The samples of docs/ensembles.md, docs/intervals.md, docs/features.md, docs/onnx.md, docs/zero-shot.md,
 * docs/leakage.md and docs/strategy.md.
 */
final class PageSamples {
    private PageSamples() {}

    static void ensembles(Forecaster lightGbm, Forecaster linear) {
        Forecaster online = Ensembles.online(lightGbm, linear, Baselines.naive("close", 10));
        Forecaster stack = Ensembles.stack(lightGbm, linear)
                .stacking(Stacking.NON_NEGATIVE)
                .sharedOverSteps();
    }

    static void givenWeights(
            Forecaster xgBoost,
            Forecaster lightGbm,
            Forecaster forest,
            Forecaster forestOfClasses,
            Forecaster boostedClasses) {
        Forecaster fixed = Ensembles.weighted(List.of(xgBoost, lightGbm, forest), 40, 40, 20);
        Forecaster vote = Ensembles.vote(forestOfClasses, boostedClasses);
        Forecaster learnt = Ensembles.vote(forestOfClasses, boostedClasses).learnWeights();
    }

    static void intervals(Forecaster linear, TimeSeries series, double last) {
        Forecaster model = Conformal.adaptive(linear, 0.80, 0.95);
        try (Predictor predictor = model.fit(series)) {
            Forecast forecast = predictor.predict(series);
            Interval range = forecast.interval(10, 0.95);
            double sure = forecast.confidence(10, 5.0); // within 5 units of the point
            double up = 1 - forecast.probabilityBelow(10, last);
        }
    }

    static void bounds(Forecaster linear, Predictor network) {
        Forecaster units = Bounds.atLeast(0).wholeNumbers().applyTo(Conformal.adaptive(linear, 0.80, 0.95));
        Predictor percentage = Bounds.between(0, 100).applyTo(network);
    }

    static void onnx(Path path, double[] means, double[] deviations) {
        FeaturePipeline bars = FeaturePipeline.of(Features.columns("open", "high", "low", "close", "volume"));
        OnnxContract contract = OnnxContract.forecasting(bars, Target.level("close"), 5)
                .lookback(30)
                .input(OnnxInput.past("bars", "btf").scaling(OnnxScaling.standard(means, deviations)))
                .output(OnnxOutput.point("closes").scaling(means[3], deviations[3]))
                .sampling(Sampling.weekdays())
                .build();
        Predictor network =
                Onnx.load(path, OnnxOptions.builder().contract(contract).build());
        contract.writeSideFile(path); // or once for all: path + ".json", with the file's hash
    }

    static void load(TimeSeries history) {
        Predictor lstm = Onnx.load(Path.of("lstm.onnx"));
        Forecast forecast = lstm.predict(history);
    }

    static void zeroShot(TimeSeries history) {
        Predictor chronos = OnnxPresets.chronosBolt(Path.of("chronos-bolt-small.onnx"))
                .column("load")
                .horizon(48)
                .sampling(Sampling.hourly())
                .load();
        Forecast forecast = chronos.predict(history); // one row of history is enough
        double high = forecast.quantile(48, 0.9);
    }

    static void zeroShotBacktest(Predictor chronos, TimeSeries series) {
        BacktestResult result = Backtest.on(series)
                .windows(WalkForward.expanding(1_000).step(24).fitOnce())
                .compare(Predictors.asForecaster(chronos))
                .run();
        System.out.println(result.summary());
    }

    static void context(double[] levels) {
        OnnxContract contract = OnnxContract.forecasting(
                        FeaturePipeline.of(Features.column("load")), Target.level("load"), 24)
                .lookback(512)
                .context(OnnxContext.withNaN().steps(64))
                .input(OnnxInput.past("context", "bf"))
                .input(OnnxInput.attentionMask("attention_mask", "bt"))
                .input(OnnxInput.groupIds("group_ids"))
                .output(OnnxOutput.quantiles("quantile_preds", "bqs", levels))
                .build();
    }

    static void proof() {
        OnnxOptions proven = OnnxOptions.builder()
                .provenInChildProcess(Duration.ofSeconds(20), 1L << 30, Path.of("/var/lib/app/verdicts"))
                .build();
        Predictor stranger = Onnx.load(Path.of("stranger.onnx"), proven);
    }

    static void features(Set<LocalDate> holidays) {
        CalendarFeatures berlin = Features.calendar(ZoneId.of("Europe/Berlin"));
        Forecaster forecaster = LightGbm.forecaster()
                .target(Target.difference("sales", 7))
                .features(Features.univariate("sales", 7))
                .stepCalendar(berlin.dayOfWeek(), berlin.monthOfYear(), berlin.holiday(holidays))
                .strategy(Strategy.DIRECT_SHARED)
                .horizon(14)
                .build();
    }

    static void leakage(
            TimeSeries bars, FeaturePipeline pipeline, Forecaster boosted, int[] trainRows, int[] testRows) {
        LeakageReport report = LeakageAudit.on(bars)
                .label(Target.logReturn("close"), 5)
                .features(pipeline)
                .feature("trend", 19, series -> trend(series.values("close")))
                .forecaster(boosted)
                .stack("close", members -> Ensembles.stack(members.toArray(Forecaster[]::new)))
                .split("fold 1", trainRows, testRows, 5, 10)
                .run();
        System.out.println(report);
        report.requireNone(); // in a test: throws with the report
    }

    static void strategy(TimeSeries bars, Forecaster lightGbm) {
        BacktestResult result = Backtest.on(bars)
                .windows(WalkForward.expanding(1_000).refitEvery(250))
                .compare(lightGbm)
                .run();
        StrategyResult strategy = TradingStrategy.longShort()
                .costs(Costs.perTrade(0.0005).halfSpread(0.0001).borrow(0.01))
                .trials(20)
                .run(result, "lightgbm", bars);
        System.out.println(strategy.summary());
        result.report().with(strategy.report()).writeHtml(Path.of("report.html"));
        strategy.writeCsv(StrategyTable.TRADES, Path.of("trades.csv"));
    }

    private static double[] trend(double[] values) {
        return values;
    }
}
