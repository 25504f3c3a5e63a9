package io.forecastj.examples;

import io.forecastj.Aggregation;
import io.forecastj.Baselines;
import io.forecastj.Fill;
import io.forecastj.FitListener;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Forecaster;
import io.forecastj.Gap;
import io.forecastj.Join;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.ClassScore;
import io.forecastj.backtest.Score;
import io.forecastj.backtest.significance.DieboldMariano;
import io.forecastj.backtest.significance.SharpeTest;
import io.forecastj.backtest.tuning.Parameter;
import io.forecastj.backtest.tuning.SearchSpace;
import io.forecastj.backtest.tuning.Tuner;
import io.forecastj.backtest.tuning.TuningResult;
import io.forecastj.data.Csv;
import io.forecastj.features.CalendarFeatures;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.features.FeatureStream;
import io.forecastj.features.Features;
import io.forecastj.features.Kernel;
import io.forecastj.models.Predictors;
import io.forecastj.models.catboost.CatBoost;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.explain.Explain;
import io.forecastj.models.explain.ShapleyValues;
import io.forecastj.models.fallback.FallbackPredictor;
import io.forecastj.models.lightgbm.Contributions;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.LightGbmModel;
import io.forecastj.models.lightgbm.Objective;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.onnx.Onnx;
import io.forecastj.models.onnx.OnnxOptions;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.regression.RegressionModel;
import io.forecastj.models.regression.Strategy;
import io.forecastj.models.xgboost.XgBoost;
import io.forecastj.signal.PatternRecognizer;
import io.forecastj.signal.Signal;
import io.forecastj.signal.SignalRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The samples of docs/guide.md; compiled here, and {@link ReadmeTest} holds the two together. */
final class GuideSamples {
    private GuideSamples() {}

    static void all(
            Instant time,
            double loadNow,
            double temperatureNow,
            TimeSeries prices,
            TimeSeries newRows,
            Set<LocalDate> holidays,
            TimeSeries weather,
            TimeSeries weatherOfTheNextHour) {
        TimeSeries load = Csv.read()
                .columns("load", "temperature")
                .from(Path.of("load.csv"))
                .one();

        TimeSeries sales = TimeSeries.builder("units", "price")
                .id("shop-1")
                .attribute("floor_space", 120)
                .add(Instant.parse("2026-01-01T00:00:00Z"), 31, 9.99)
                .add(Instant.parse("2026-01-02T00:00:00Z"), 27, 9.99)
                .build();

        List<Gap> gaps = load.gaps();
        TimeSeries regular = load.onGrid();
        TimeSeries hourly = load.onGrid(Sampling.hourly(), Aggregation.MEAN); // several rows in an hour
        TimeSeries strict = load.requireNoGaps(); // or refuse it

        TimeSeries changed = load.fill(Fill.previous()) // or constant, seasonal; linear looks ahead
                .join(prices, Join.PREVIOUS) // the last price known at each time
                .with("change", row -> row.value("load") - row.value("load", 1))
                .map("load", Math::log1p);
        TimeSeries daily = load.resample(Sampling.daily(), Aggregation.MEAN); // days start at midnight
        TimeSeries longer = load.concat(newRows); // or append(time, values) for one row
        double[][] numbers = changed.toArray(); // also rows(), times(), toMap("load")

        FeaturePipeline ready = Features.standardOhlcv();
        FeaturePipeline own = FeaturePipeline.of(
                Features.difference("load", 1),
                Features.lag(Features.difference("load", 24), 24),
                Features.rolling().zscore("load", 168),
                Features.calendar().hourOfDay());

        FeatureStream stream = own.open(List.of("load", "temperature"));
        double[] features = new double[own.columns().size()];
        stream.update(time.toEpochMilli(), new double[] {loadNow, temperatureNow});
        stream.write(features, 0);

        CalendarFeatures berlin = Features.calendar(ZoneId.of("Europe/Berlin"));
        Forecaster naive = Baselines.seasonalNaive("load", 24, 24);
        Forecaster linear =
                Linear.forecaster().column("load").lookback(168).horizon(24).build();
        Forecaster boosted = LightGbm.forecaster(
                        LightGbm.parameters().rounds(500).learningRate(0.03).build())
                .target(Target.difference("load", 24))
                .features(own)
                .knownFuture("temperature")
                .stepCalendar(berlin.hourOfDay(), berlin.dayOfWeek(), berlin.holiday(holidays))
                .strategy(Strategy.DIRECT_SHARED)
                .horizon(24)
                .build();

        Forecaster bars =
                LightGbm.forecaster().bars().features(ready).horizon(300).build();
        Forecaster spread = LightGbm.forecaster()
                .target(Target.logReturn("close"))
                .quantiles(0.05, 0.5, 0.95)
                .features(ready)
                .strategy(Strategy.DIRECT)
                .horizons(1, 5, 15, 60)
                .build();
        Predictor python = LightGbm.predictor(
                LightGbm.load(Path.of("model.txt")), own, Target.difference("load", 24), Strategy.RECURSIVE, 24);
        Predictor symmetric = CatBoost.predictor(
                CatBoost.load(Path.of("model.json")), own, Target.difference("load", 24), Strategy.RECURSIVE, 24);
        Forecaster xgBoost = XgBoost.forecaster(XgBoost.parameters()
                        .rounds(500)
                        .maxDepth(4)
                        .rowFraction(0.8)
                        .featureFraction(0.5)
                        .build())
                .target(Target.logReturn("close"))
                .features(ready)
                .horizon(5)
                .validation(0.15)
                .build();

        BacktestResult result = Backtest.on(load)
                .windows(WalkForward.expanding(5_000).step(24).refitEvery(30))
                .compare(linear, boosted)
                .run();
        System.out.println(result.summary());
        result.report().writeHtml(Path.of("report.html"));
        result.writeCsv(Path.of("forecasts.csv"));

        try (Predictor predictor = boosted.fit(load)) {
            Predictors.save(predictor, Path.of("model"));
        }
        try (Predictor predictor = Predictors.load(Path.of("model"));
                PredictionSession live = predictor.openSession(load, weather)) {
            live.append(time, loadNow, temperatureNow);
            live.extendFuture(weatherOfTheNextHour);
            Forecast forecast = live.forecast();
            if (forecast.status() != ForecastStatus.OK) {
                System.err.println(forecast.reasons());
            }
        }
    }

    static void classes(TimeSeries bars) {
        Forecaster direction = LightGbm.forecaster(LightGbm.parameters()
                        .objective(new Objective.Multiclass(3))
                        .build())
                .target(Target.direction("close", 0.002)) // DOWN, FLAT, UP
                .features(Features.standardOhlcv())
                .strategy(Strategy.DIRECT)
                .horizon(1)
                .build();
        BacktestResult result = Backtest.on(bars)
                .windows(WalkForward.expanding(1_000).refitEvery(250))
                .compare(direction)
                .run();
        ClassScore score = result.classScores("lightgbm").overall();
        System.out.println(score.skill() + ", UP found: " + score.recall("UP"));
        BacktestResult python = Backtest.score(Path.of("forecasts.csv"));
    }

    static void plain(Forecast forecast) {
        String csv = forecast.toCsv(); // time,load,load_q0.1,load_q0.9
        TimeSeries future = forecast.toTimeSeries(forecast.levels());
        Map<String, Object> plain = forecast.toMap(); // for any JSON library
    }

    static void restart(
            PredictionSession live,
            Instant time,
            double loadNow,
            double temperatureNow,
            TimeSeries weatherOfTheNextHour)
            throws IOException {
        byte[] snapshot = live.snapshot(); // before the restart
        Files.write(Path.of("session"), snapshot);

        try (Predictor again = Predictors.load(Path.of("model"));
                PredictionSession continued = again.restore(Files.readAllBytes(Path.of("session")))) {
            continued.append(time, loadNow, temperatureNow);
            continued.extendFuture(weatherOfTheNextHour);
            System.out.println(continued.forecast());
        }
    }

    static void progress(Forecaster mixed, TimeSeries load) {
        long start = System.nanoTime();
        FitListener bar = progress -> System.out.printf(
                "%3.0f %%, time left %s%n",
                100 * progress.completed(),
                progress.timeLeft(Duration.ofNanos(System.nanoTime() - start)).orElse(null));
        Predictor fitted = mixed.fit(List.of(load), bar);
    }

    static void explain(Predictor boostedPredictor, TimeSeries load) {
        Explain explain = Explain.of(boostedPredictor);
        Map<String, Double> shares = explain.gainImportance();
        ShapleyValues third = explain.shapley(load, 3);
        System.out.println(third.point() + " is " + third.base() + " and " + third.largest(5));
    }

    static void models(double[] row, double[][] newRows, double[] newLabels) {
        LightGbmModel model = LightGbm.load(Path.of("model.txt"));
        model.compile();
        Map<String, Double> gains = model.gainImportance();
        Contributions why = model.contributions(row).get(0);
        RegressionModel longer = LightGbm.continuing(
                        model, LightGbm.parameters().rounds(50).build())
                .fit(new Examples(model.features(), newRows, newLabels, null), null, FitListener.NONE);
    }

    static void forests(double[] row) {
        LightGbmModel forest = LightGbm.load(Path.of("forest.txt"));
        double[] shares = new double[forest.outputs()];
        forest.predict(row, shares, 0);
    }

    static void networks(
            FeaturePipeline ready,
            TimeSeries past,
            TimeSeries bars,
            TimeSeries unseenBars,
            Forecaster linear,
            Forecaster boosted,
            Forecaster naive,
            Predictor backup,
            Predictor last) {
        ready.fit(List.of(past)).export(List.of(past), Target.logReturn("close"), 10, Path.of("matrix"));

        Predictor lstm = Onnx.load(Path.of("lstm.onnx"));
        Predictor sampled = Onnx.load(
                Path.of("lstm.onnx"), OnnxOptions.builder().samples(100, 1).build());
        PatternRecognizer candles = Onnx.loadPatterns(Path.of("cnn.onnx"));
        BacktestResult unseen = Backtest.on(bars)
                .windows(WalkForward.expanding(3_800).step(10).fitOnce())
                .compare(Predictors.asForecaster(lstm))
                .run();

        Forecaster mixed = Ensembles.online(linear, boosted, naive);
        Forecaster sure = Conformal.adaptive(mixed, 0.80, 0.95);
        Predictor imported = Conformal.of(lstm, List.of(unseenBars), 0.95);

        FallbackPredictor safe = FallbackPredictor.builder(lstm, backup, last)
                .deadline(Duration.ofMillis(20))
                .maxConcurrentCalls(8)
                .failureThreshold(5)
                .openFor(Duration.ofSeconds(30))
                .build();
        Forecast forecast = safe.predict(bars);
        if (forecast.status() == ForecastStatus.FALLBACK) {
            System.err.println(forecast.reasons()); // who did not answer and why, and who did
        }

        SignalRule rule = SignalRule.builder()
                .costPerTrade(0.0005) // paid twice
                .minReturn(0.002)
                .minConfidence(0.6)
                .step(5)
                .pattern("hammer", +0.003) // the return that it adds when certain
                .pattern("shootingStar", -0.003)
                .build();
        double close = bars.value(bars.length() - 1, "close");
        Signal signal = rule.signal(forecast, close, List.of(candles.recognize(bars)));
        System.out.println(signal.reason());
    }

    static void luck(
            double[] squaredErrors,
            double[] squaredErrorsOfNaive,
            double[] dailyReturns,
            double varianceOfTheirSharpeRatios) {
        DieboldMariano test = DieboldMariano.of(squaredErrors, squaredErrorsOfNaive, 24); // 24 steps ahead
        System.out.println("better than naive with p = " + test.pBetter());
        SharpeTest sharpe = SharpeTest.of(dailyReturns);
        double real = sharpe.deflated(200, varianceOfTheirSharpeRatios); // the best of 200 trials
    }

    static void search(TimeSeries load) {
        Parameter<Integer> lookback = Parameter.integer("lookback", 5, 120);
        TuningResult tuned = Tuner.on(load.head(4_000))
                .space(SearchSpace.of(lookback))
                .forecaster(p -> Linear.forecaster()
                        .column("load")
                        .lookback(p.get(lookback))
                        .horizon(24)
                        .build())
                .windows(WalkForward.expanding(1_000).test(20).step(20).refitEvery(5))
                .minimize("mae", Score::mae)
                .trials(40)
                .halving(3, 3)
                .log(Path.of("trials.tsv"))
                .run();
        int best = tuned.best().parameters().get(lookback);
    }

    static void ownFeatures(String json) {
        Feature spread = spread(Features.columns("high", "low"));
        FeatureRegistry kinds = FeatureRegistry.standard()
                .with("spread", (inputs, arguments) -> spread(inputs))
                .with("streak", (inputs, arguments) -> streak(inputs.get(0)));
        Feature parsed = kinds.parse("spread(high,low)");
        FeaturePipeline loaded = FeaturePipeline.fromJson(json, kinds);
        Predictor predictor = Predictors.load(Path.of("model"), kinds);
    }

    static Feature spread(List<Feature> inputs) {
        return Features.custom("spread", inputs, row -> row[0] - row[1]);
    }

    static Feature streak(Feature x) {
        return Features.custom("streak", List.of(x), new double[0], 1, in -> new Streak(in[0]));
    }

    /** The number of consecutive rows without a fall. */
    static final class Streak extends Kernel {
        private static final int COUNT = 0;
        private static final int LAST = 1;

        private final int in;

        Streak(int in) {
            super(2);
            this.in = in;
            state[LAST] = Double.NaN;
        }

        @Override
        public void update(double[] row, double[] out, int at) {
            double value = row[in];
            double last = state[LAST];
            state[COUNT] = value >= last ? state[COUNT] + 1 : 0;
            state[LAST] = value;
            out[at] = Double.isNaN(value - last) ? Double.NaN : state[COUNT];
        }
    }
}
